import path from 'node:path';
import { parseArgs } from 'node:util';
import { rootDir, stateDir } from '../setup/paths.mjs';
import type { Aside } from '../setup/run-command.ts';

export type ReportRequest =
  | Aside
  | {
      kind: 'write';
      outFile: string;
      /** Where the runs are kept; none is the usual place, which may be empty yet. */
      fromDir: string | undefined;
      /** A picture of the page's top is taken beside it. */
      picture: 'taken' | 'left out';
    };

export const helpText = `Usage: npm run report
       npm run report -- [--out FILE] [--from DIR]
       npm run report -- --sample

Writes what the last runs measured as one HTML page that needs nothing else: no network, no script. Each measuring
command (npm run bench, load-test, simulate, fuzz, mutate, sabotage) leaves its run; the page shows the last of each
name, and lists those that were never made.

  --out FILE   where the page goes (.seatbelt/report.html)
  --from DIR   where the runs are read (.seatbelt/results)
  --sample     writes docs/report/sample.html, and a picture of its top where Chromium is on the PATH
  --help       this text

Prints the path of the page. A missed bar is shown on the page and does not change the exit code; a run that cannot
be read does.
`;

const options = {
  out: { type: 'string' },
  from: { type: 'string' },
  sample: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = { out?: string; from?: string; sample?: boolean; help?: boolean };

/** Reads the arguments of `npm run report`. */
export function parseArguments(args: readonly string[]): ReportRequest {
  let values: Values;
  try {
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'invalid', message: `${reason} (npm run report -- --help)` };
  }
  if (values.help === true) return { kind: 'help' };
  const isSample = values.sample === true;
  if (isSample && values.out !== undefined) {
    return { kind: 'invalid', message: '--sample has its own place: leave out --out' };
  }
  const empty = (['out', 'from'] as const).find(name => values[name] === '');
  if (empty !== undefined) return { kind: 'invalid', message: `--${empty} needs a path` };
  const usual = isSample
    ? path.join(rootDir, 'docs', 'report', 'sample.html')
    : path.join(stateDir, 'report.html');
  return {
    kind: 'write',
    outFile: path.resolve(values.out ?? usual),
    fromDir: values.from === undefined ? undefined : path.resolve(values.from),
    picture: isSample ? 'taken' : 'left out',
  };
}
