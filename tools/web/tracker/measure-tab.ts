import type { BrowserContext, CDPSession } from 'playwright-core';

export type Tab = {
  /** When each heartbeat left, by `performance.now()` of this process. */
  heartbeatsAtMs: readonly number[];
  /** Seconds the page's main thread has worked so far, whatever at. */
  workedSeconds: () => Promise<number>;
};

async function workedSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'TaskDuration');
  if (found === undefined) throw new Error('the browser does not tell how long it worked');
  return found.value;
}

/** A tab that tracks and does nothing else; resolves when it counts, or knows that another does. */
export async function openTrackingTab(input: { profile: BrowserContext; url: string }): Promise<Tab> {
  const { profile, url } = input;
  const page = await profile.newPage();
  const heartbeatsAtMs: number[] = [];
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/heartbeat'))
      heartbeatsAtMs.push(performance.now());
  });
  await page.goto(url);
  await page.waitForFunction('["counting", "elsewhere"].includes(document.title)');
  const session = await profile.newCDPSession(page);
  await session.send('Performance.enable');
  return { heartbeatsAtMs, workedSeconds: () => workedSeconds(session) };
}
