import { writeFile } from 'node:fs/promises';
import { firestore } from '../functions/src/platform/firestore.ts';
import { reasons } from '../functions/src/platform/reasons.ts';
import { RefusalError } from '../functions/src/platform/refusal.ts';
import { renderRecord } from '../functions/src/records/render-record.ts';
import type { RecordSource } from '../functions/src/records/schema.ts';
import { takeRecord } from '../functions/src/records/take-record.ts';
import { holds, totalsOf } from '../functions/src/records/totals.ts';
import { type ExportArguments, readArguments, usage } from './export-records/arguments.ts';

/** Exit codes: what a caller's script branches on. */
const exits = { done: 0, refused: 1, usage: 2, unsound: 3 } as const;

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

async function run(args: ExportArguments): Promise<number> {
  process.env.GCLOUD_PROJECT = args.projectId;
  // An emulator asks for no credentials, so none are looked for on the network.
  if (process.env.FIRESTORE_EMULATOR_HOST !== undefined) process.env.METADATA_SERVER_DETECTION ??= 'none';
  try {
    const source = await read(args);
    const { document } = renderRecord({ source, format: args.format, homePage: args.homePage });
    if (args.out === undefined) process.stdout.write(`${document}\n`);
    else await writeFile(args.out, document, { flag: 'wx' });
    return report({ source, out: args.out });
  } catch (error) {
    console.error(messageOf(error));
    return exits.refused;
  } finally {
    await firestore().terminate();
  }
}

const read = ({ userId, courseId, fromDay, toDay }: ExportArguments): Promise<RecordSource> =>
  takeRecord({
    key: { userId, courseId },
    range: { fromDay, toDay },
    readAt: new Date(),
    maxEvents: Number.POSITIVE_INFINITY,
  });

/** On the error output, so that the record itself can be piped on. */
function report({ source, out }: { source: RecordSource; out: string | undefined }): number {
  const totals = totalsOf(source);
  const where = out === undefined ? '' : ` → ${out}`;
  console.error(`${totals.sessions} sessions, ${totals.sessionEvents} events${where}`);
  if (holds(totals)) return exits.done;
  console.error('The record does not hold: see its integrity section.');
  return exits.unsound;
}

function messageOf(error: unknown): string {
  if (error instanceof RefusalError) return reasons[error.refusal.reason].message;
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
