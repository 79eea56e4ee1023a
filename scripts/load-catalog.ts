import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readCatalog } from '../functions/src/catalog/data-file.ts';
import { loadCatalog } from '../functions/src/catalog/load-catalog.ts';
import { isRefused, type LoadReport } from '../functions/src/catalog/load-report.ts';
import { Lanes } from '../functions/src/commit/index.ts';
import { Id } from '../functions/src/platform/ids.ts';
import { reasons } from '../functions/src/platform/reasons.ts';
import { RefusalError } from '../functions/src/platform/refusal.ts';
import { type LoadArguments, readArguments, usage } from './load-catalog/arguments.ts';
import { type Output, output } from './load-catalog/output.ts';
import { readPresets } from './load-catalog/presets.ts';

/** Exit codes: what a caller's script branches on. */
const exits = { done: 0, refused: 1, usage: 2 } as const;

async function main(): Promise<number> {
  const parsed = readArguments({ argv: process.argv.slice(2), environment: process.env });
  if (parsed.kind === 'help') {
    console.log(usage);
    return exits.done;
  }
  if (parsed.kind === 'wrong') {
    console.error(`${parsed.problem}\n\n${usage}`);
    return exits.usage;
  }
  return run(parsed.arguments);
}

async function run(args: LoadArguments): Promise<number> {
  const print = output(args);
  const text = await readFile(args.file, 'utf8').catch(() => undefined);
  if (text === undefined) return failWith(print, [{ path: args.file, message: 'cannot be read' }]);
  const read = readCatalog(text, await readPresets());
  if (read.kind === 'invalid') return failWith(print, read.issues);
  // An emulator asks for no credentials, so none are looked for on the network.
  if (process.env.FIRESTORE_EMULATOR_HOST !== undefined) process.env.METADATA_SERVER_DETECTION ??= 'none';
  const lanes = new Lanes({ target: { projectId: args.projectId } });
  let reports: readonly LoadReport[];
  try {
    const runId = Id.parse(randomUUID());
    reports = await loadCatalog({ lanes, catalog: read.catalog, mode: args.mode, runId });
  } catch (error) {
    print.failure(messageOf(error));
    return exits.refused;
  } finally {
    await lanes.close();
  }
  print.reports(reports);
  return reports.some(isRefused) ? exits.refused : exits.done;
}

function messageOf(error: unknown): string {
  if (error instanceof RefusalError) return reasons[error.refusal.reason].message;
  return error instanceof Error ? error.message : String(error);
}

function failWith(print: Output, issues: Parameters<Output['issues']>[0]): number {
  print.issues(issues);
  return exits.refused;
}

process.exitCode = await main();
