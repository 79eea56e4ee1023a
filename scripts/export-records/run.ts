import { writeFile } from 'node:fs/promises';
import { renderRecord } from '../../functions/src/records/render-record.ts';
import type { RecordSource } from '../../functions/src/records/schema.ts';
import { takeRecord } from '../../functions/src/records/take-record.ts';
import { holds, totalsOf } from '../../functions/src/records/totals.ts';
import { exits } from '../shared/exits.ts';
import type { ExportArguments } from './arguments.ts';

/** Done, but the record does not hold. */
const UNSOUND = 3;

export async function run(args: ExportArguments): Promise<number> {
  const source = await read(args);
  const { document } = renderRecord({ source, format: args.format, homePage: args.homePage });
  if (args.out === undefined) process.stdout.write(`${document}\n`);
  else await writeFile(args.out, document, { flag: 'wx' });
  return report({ source, out: args.out });
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
  return UNSOUND;
}
