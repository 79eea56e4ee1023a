import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumFlags } from '../../setup/chromium.ts';
import type { Account } from '../../stack/auth.ts';
import { signIn } from './sign-in.ts';

/** What a page loads late is part of its first load, as long as nobody has touched it. */
const settleMs = 3_000;

/** Bytes of script as they come over the network, headers included, until the page is shown and at rest. */
async function scriptBytesOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await sleep(settleMs);
  return bytes;
}

async function measure({ browser, webUrl, account }: { browser: Browser; webUrl: string; account: Account }) {
  const profile = await browser.newContext({ baseURL: webUrl });
  const signedOut = await scriptBytesOf(await profile.newPage());
  await signIn({ page: await profile.newPage(), account });
  const page = await profile.newPage();
  const signedIn = await scriptBytesOf(page);
  await page.getByRole('link', { name: 'Profile' }).waitFor();
  return { signedOut, signedIn };
}

/** Script bytes of the student page's first load, compressed as served. */
export async function measureFirstLoad(input: {
  webUrl: string;
  chromiumPath: string;
  account: Account;
}): Promise<{ signedOut: number; signedIn: number }> {
  const { webUrl, chromiumPath, account } = input;
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
  try {
    return await measure({ browser, webUrl, account });
  } finally {
    await browser.close();
  }
}
