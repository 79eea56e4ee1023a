import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readCatalog } from '../../functions/src/catalog/data-file.ts';
import { loadCatalog } from '../../functions/src/catalog/load-catalog.ts';
import { isRefused, type LoadReport } from '../../functions/src/catalog/load-report.ts';
import { lanes } from '../../functions/src/commit/index.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import { exits } from '../shared/exits.ts';
import { messageOf } from '../shared/run-command.ts';
import type { LoadArguments } from './arguments.ts';
import { type Output, output } from './output.ts';
import { readPresets } from './presets.ts';

export async function run(args: LoadArguments): Promise<number> {
  const print = output(args);
  const text = await readFile(args.file, 'utf8').catch(() => undefined);
  if (text === undefined) return failWith(print, [{ path: args.file, message: 'cannot be read' }]);
  const read = readCatalog(text, await readPresets());
  if (read.kind === 'invalid') return failWith(print, read.issues);
  let reports: readonly LoadReport[];
  try {
    const runId = Id.parse(randomUUID());
    reports = await loadCatalog({ lanes: lanes(), catalog: read.catalog, mode: args.mode, runId });
  } catch (error) {
    print.failure(messageOf(error));
    return exits.refused;
  }
  print.reports(reports);
  return reports.some(isRefused) ? exits.refused : exits.done;
}

function failWith(print: Output, issues: Parameters<Output['issues']>[0]): number {
  print.issues(issues);
  return exits.refused;
}
