import { saveRun } from '../results/results.ts';
import { ensureChromium, ensureHeadlessShell } from '../setup/chromium.ts';
import { answer, runCommand } from '../setup/run-command.ts';
import { sampleAccounts } from '../stack/sample-accounts.ts';
import type { Stack } from '../stack/stack.ts';
import { isReached, type PageBar, pageBars, payClickBar, type RatedPage, scriptBar } from './audit/bars.ts';
import { withEdge } from './audit/edge.ts';
import { measureFirstLoad } from './audit/first-load.ts';
import { ratePage } from './audit/lighthouse.ts';
import { measurePayClicks } from './audit/pay-click.ts';
import { barTable } from './bar-table.ts';
import { type MeasureOptions, optionsHelp, parseMeasureOptions } from './options.ts';
import { withServedStack } from './served-stack.ts';

const help = `Usage: npm run web:audit -- [options]

Rates the built pages, served by the local stack and compressed as in production, with Lighthouse, the student's first
one five times; weighs the script of its first load; and times how soon a click on «Pay» shows something. Takes about five
minutes.

${optionsHelp}
`;

// The one whose speed counts is the last: what serves it has settled by then.
const pages: readonly RatedPage[] = [
  { name: 'sign in', path: '/sign-in', bars: 'usual' },
  { name: 'course', path: '/courses/seatbelt-taster', bars: 'usual' },
  { name: 'staff console', path: '/staff', bars: 'usual' },
  { name: 'course list', path: '/', bars: 'strict' },
];

const measurementsOf = { strict: 5, usual: 1 } as const;

// Progress goes to stderr: what is printed on stdout may be read by another program.
const say = (line: string): void => console.error(line);

type Browsers = { chromiumPath: string; shellPath: string };
type Measured = { bars: PageBar[]; shortcomings: string[] };

async function measure({ stack, ...browsers }: Browsers & { stack: Stack }): Promise<Measured> {
  const { chromiumPath, shellPath } = browsers;
  const measured: Measured = { bars: [], shortcomings: [] };
  for (const page of pages) {
    say(`Rating ${page.name} …`);
    const rating = await withEdge({
      origin: stack.webUrl,
      work: ({ url }) =>
        ratePage({
          url: `${url}${page.path}`,
          chromiumPath: shellPath,
          measurements: measurementsOf[page.bars],
        }),
    });
    say(`  performance ${rating.performances.join(', ')}`);
    measured.bars.push(...pageBars({ page, rating }));
    measured.shortcomings.push(...rating.shortcomings.map(text => `${page.name}, ${text}`));
  }
  say('Weighing the first load …');
  const [account] = sampleAccounts;
  if (account === undefined) throw new Error('there is no sample student');
  const bytes = await measureFirstLoad({ webUrl: stack.webUrl, chromiumPath, account });
  measured.bars.push(
    scriptBar({ who: 'signed out', bytes: bytes.signedOut }),
    scriptBar({ who: 'signed in', bytes: bytes.signedIn }),
  );
  say('Clicking on «Pay» …');
  measured.bars.push(payClickBar({ clicksMs: await measurePayClicks({ stack, chromiumPath }) }));
  return measured;
}

async function run({ asJson, leavesRecord }: MeasureOptions): Promise<number> {
  const startedAt = new Date();
  const browsers = {
    chromiumPath: await ensureChromium({ say }),
    shellPath: await ensureHeadlessShell({ say }),
  };
  const { bars, shortcomings } = await withServedStack({
    say,
    work: stack => measure({ stack, ...browsers }),
  });
  const isGood = bars.every(isReached);
  if (asJson) console.log(JSON.stringify({ bars, shortcomings, isGood }));
  else console.log([barTable(bars), ...shortcomings].join('\n'));
  if (leavesRecord)
    saveRun({
      name: 'web-audit',
      kind: 'web',
      summary:
        'The built pages, their files compressed as in production, rated by Lighthouse; the script of the student page’s first load weighed; a click on «Pay» timed until it shows something.',
      startedAt: startedAt.toISOString(),
      seconds: (Date.now() - startedAt.getTime()) / 1_000,
      bars,
      notes: shortcomings,
    });
  return isGood ? 0 : 1;
}

const main = (args: readonly string[]) =>
  answer({
    request: parseMeasureOptions({ args, command: 'npm run web:audit' }),
    help,
    run: ({ options }) => run(options),
  });

runCommand({ main, atTheEnd: 'exit' });
