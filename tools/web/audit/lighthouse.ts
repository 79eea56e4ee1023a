import { launch } from 'chrome-launcher';
import lighthouse, { type Flags } from 'lighthouse';
import { chromiumFlags } from '../../setup/chromium.ts';

export const categories = ['accessibility', 'best-practices', 'performance'] as const;
export type Category = (typeof categories)[number];

export type Rating = {
  /** 0 to 100, with Lighthouse's usual phone on a slow network. */
  scores: Record<Category, number>;
  /** What each measurement said; the score is the middle one. */
  performances: readonly number[];
  /** Time until the page answers to input, on this machine as it is. */
  interactiveMs: number;
  /** What cost points, with its category's name before it. */
  shortcomings: readonly string[];
};

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

async function reportOf({ url, flags }: { url: string; flags: Flags }): Promise<Report> {
  const result = await lighthouse(url, { output: 'json', logLevel: 'error', ...flags });
  if (result === undefined) throw new Error(`Lighthouse said nothing of ${url}`);
  if (result.lhr.runtimeError !== undefined) throw new Error(result.lhr.runtimeError.message);
  return result.lhr;
}

const scoreOf = (report: Report, category: Category): number =>
  Math.round((report.categories[category]?.score ?? 0) * 100);

function shortcomingsOf(report: Report): string[] {
  return categories.flatMap(category => {
    const counting = report.categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
    return counting.flatMap(({ id }) => {
      const audit = report.audits[id];
      if (audit === undefined || audit.score === null || audit.score >= 0.9) return [];
      return [
        `${category}: ${audit.title}${audit.displayValue === undefined ? '' : ` (${audit.displayValue})`}`,
      ];
    });
  });
}

const performanceOf = (report: Report): number => scoreOf(report, 'performance');

/** The report in the middle, by performance. */
function middleOf(reports: readonly Report[]): Report {
  const sorted = reports.toSorted((a, b) => performanceOf(a) - performanceOf(b));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

// Where there is no graphics card, pretending one takes a core from the page that is measured.
const measuringFlags = ['--headless=new', '--disable-gpu', '--disable-extensions', ...chromiumFlags];

/**
 * Rates one page in a browser of its own, which knows nothing yet.
 * @param measurements how often: one measurement of a time says little, the middle one of several does, as Lighthouse's
 *   authors advise
 */
export async function ratePage(input: {
  url: string;
  chromiumPath: string;
  measurements: number;
}): Promise<Rating> {
  const { url, chromiumPath, measurements } = input;
  const browser = await launch({
    chromePath: chromiumPath,
    chromeFlags: measuringFlags,
    logLevel: 'silent',
  });
  try {
    const { port } = browser;
    // First, since a browser's first page is slow for reasons of the browser's own.
    const here = await reportOf({
      url,
      flags: { port, onlyAudits: ['interactive'], throttlingMethod: 'provided' },
    });
    const reports: Report[] = [];
    while (reports.length < measurements)
      reports.push(await reportOf({ url, flags: { port, onlyCategories: [...categories] } }));
    const rated = middleOf(reports);
    const scores = {
      accessibility: scoreOf(rated, 'accessibility'),
      'best-practices': scoreOf(rated, 'best-practices'),
      performance: performanceOf(rated),
    };
    const interactiveMs = Math.round(here.audits['interactive']?.numericValue ?? Number.NaN);
    return {
      scores,
      performances: reports.map(performanceOf),
      interactiveMs,
      shortcomings: shortcomingsOf(rated),
    };
  } finally {
    browser.kill();
  }
}
