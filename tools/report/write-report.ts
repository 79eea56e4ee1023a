import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readRuns, resultsDir } from '../results/results.ts';
import type { RunRecord } from '../results/run-record.ts';
import { rootDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { costsOf } from './costs.ts';
import { expectedRuns } from './expected-runs.ts';
import { type Overview, overviewOf } from './overview.ts';
import { pageOf } from './page.ts';

/** In the order in which they stand on the page: later ones overrule earlier ones. */
const styleSheets = ['base', 'top', 'parts', 'tables', 'pictures', 'narrow', 'print'];

/**
 * Writes the page of the runs in a directory.
 *
 * @throws SetupError if the directory is not there or holds what is no run (a page that left it out would look whole),
 * or if the page cannot be written
 */
export function writeReport(input: { fromDir: string | undefined; outFile: string }): Overview {
  const { fromDir, outFile } = input;
  const overview = overviewOf({ records: recordsIn(fromDir), expected: expectedRuns });
  const read = (...parts: string[]): string => readFileSync(path.join(rootDir, ...parts), 'utf8');
  const costs = costsOf(read('docs', 'contract.md'));
  const css = styleSheets.map(name => read('tools', 'report', 'styles', `${name}.css`)).join('\n');
  keep(outFile, pageOf({ overview, costs, css }));
  return overview;
}

function keep(outFile: string, page: string): void {
  try {
    mkdirSync(path.dirname(outFile), { recursive: true });
    writeFileSync(outFile, page);
  } catch (error) {
    throw oneLine(error);
  }
}

/** What the reader can act on needs no stack: the message names the file. */
const oneLine = (error: unknown): SetupError =>
  new SetupError(error instanceof Error ? error.message : String(error));

function recordsIn(fromDir: string | undefined): RunRecord[] {
  // The usual place is not there before the first run, and then nothing was run: the page says so.
  if (fromDir === undefined && !existsSync(resultsDir)) return [];
  try {
    return readRuns(fromDir);
  } catch (error) {
    throw oneLine(error);
  }
}
