import { readRecord } from './queries.ts';
import type { RecordSource } from './schema.ts';
import { totalsOf } from './totals.ts';

/** A heartbeat may land between two reads; three times in a row it does not. */
const MAX_READS = 3;

/**
 * The record, read again while somebody studies and the sums do not come out: that is a heartbeat that landed
 * between two reads. What still does not come out is told in the record.
 * @throws RefusalError ENROLLMENT_NOT_FOUND, RECORD_TOO_LARGE
 */
export async function takeRecord(request: Parameters<typeof readRecord>[0]): Promise<RecordSource> {
  let source = await readRecord(request);
  for (let reads = 1; reads < MAX_READS && mayBeTorn(source); reads += 1) source = await readRecord(request);
  return source;
}

const mayBeTorn = (source: RecordSource): boolean =>
  source.sessions.some(({ session }) => session.endedAt === null) && totalsOf(source).daysAddUp === false;
