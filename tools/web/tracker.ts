import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { saveRun } from '../results/results.ts';
import { chromiumFlags, ensureChromium } from '../setup/chromium.ts';
import { answer, runCommand } from '../setup/run-command.ts';
import { localPageConfig } from '../stack/page-config.ts';
import type { Stack } from '../stack/stack.ts';
import { isReached, type PageBar } from './audit/bars.ts';
import { barTable } from './bar-table.ts';
import { type MeasureOptions, optionsHelp, parseMeasureOptions } from './options.ts';
import { prepareStudent } from './prepared-student.ts';
import { withServedStack } from './served-stack.ts';
import { openTrackingTab, type Tab } from './tracker/measure-tab.ts';
import { mostInOneInterval } from './tracker/most-in-one-interval.ts';
import { serveTrackingPage } from './tracker/tracking-page.ts';

const help = `Usage: npm run web:tracker -- [options]

Two tabs of one browser study the same course and do nothing else. Counts the heartbeats in each interval, of both tabs
together, and the share of a core that tracking takes. Takes about a minute.

${optionsHelp}
`;

const courseId = 'seatbelt-taster';
const lessonId = 'buckle-up';
/** The taster's pace. */
const intervalMs = 5_000;
const intervals = 5;
const maximumCpuPercent = 1;

const say = (line: string): void => console.error(line);

/** Lets the tabs run for some intervals: figures of that time alone. */
async function watchTabs(tabs: readonly Tab[]) {
  const startedMs = performance.now();
  const before = await Promise.all(tabs.map(tab => tab.workedSeconds()));
  await sleep(intervals * intervalMs);
  const after = await Promise.all(tabs.map(tab => tab.workedSeconds()));
  const seconds = (performance.now() - startedMs) / 1_000;
  const cpuPercents = after.map((value, index) => ((value - (before[index] ?? 0)) / seconds) * 100);
  const atMs = tabs.flatMap(tab => tab.heartbeatsAtMs.filter(at => at >= startedMs));
  return { cpuPercents, heartbeats: atMs.length, mostInOne: mostInOneInterval({ atMs, intervalMs }) };
}

async function measureIn({ stack, browser }: { stack: Stack; browser: Browser }) {
  const school = { target: stack, stripe: stack.stripe.control };
  const account = await prepareStudent({ school, courseId, upTo: 'ready' });
  const [functionsOrigin = ''] = stack.urls;
  const config = localPageConfig({ ...stack, functionsOrigin, stripeUrl: stack.stripe.url });
  const page = await serveTrackingPage({ config, account, courseId, lessonId });
  try {
    const opening = { profile: await browser.newContext(), url: page.url };
    // One after the other: so the first counts, and the second has to notice it.
    const tabs = [await openTrackingTab(opening), await openTrackingTab(opening)];
    say(`Watching two tabs for ${intervals} intervals …`);
    return await watchTabs(tabs);
  } finally {
    await page.stop();
  }
}

async function measure(stack: Stack): Promise<PageBar[]> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium({ say }),
    args: [...chromiumFlags],
  });
  try {
    const { cpuPercents, heartbeats, mostInOne } = await measureIn({ stack, browser });
    const cpu = Math.round(Math.max(...cpuPercents) * 100) / 100;
    return [
      {
        what: 'heartbeats in any one interval',
        must: { kind: 'atMost', value: 1 },
        measured: mostInOne,
        unit: '',
      },
      // A tracker that sends nothing would reach the bar above.
      {
        what: `heartbeats in ${intervals} intervals`,
        must: { kind: 'atLeast', value: intervals - 1 },
        measured: heartbeats,
        unit: '',
      },
      {
        what: 'share of a core, the busier tab',
        must: { kind: 'atMost', value: maximumCpuPercent },
        measured: cpu,
        unit: ' %',
      },
    ];
  } finally {
    await browser.close();
  }
}

async function run({ asJson, leavesRecord }: MeasureOptions): Promise<number> {
  const startedAt = new Date();
  const bars = await withServedStack({ say, work: measure });
  const isGood = bars.every(isReached);
  console.log(asJson ? JSON.stringify({ bars, isGood }) : barTable(bars));
  if (leavesRecord)
    saveRun({
      name: 'web-tracker',
      kind: 'web',
      summary: 'Two tabs that track the same student and do nothing else, over five intervals.',
      startedAt: startedAt.toISOString(),
      seconds: (Date.now() - startedAt.getTime()) / 1_000,
      bars,
    });
  return isGood ? 0 : 1;
}

const main = (args: readonly string[]) =>
  answer({
    request: parseMeasureOptions({ args, command: 'npm run web:tracker' }),
    help,
    run: ({ options }) => run(options),
  });

runCommand({ main, atTheEnd: 'exit' });
