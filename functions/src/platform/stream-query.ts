import { type Firestore, type Query, QueryDocumentSnapshot } from '@google-cloud/firestore';
import { openFirestore } from './firestore.ts';
import { classify } from './retry/index.ts';

/** A stream is open for as long as its reader takes. Cut off by then, it goes on where it was. */
const STREAM_TIMEOUT_MS = 600_000;

let streaming: Firestore | undefined;

/** The client for reading whole collections: its calls may last, which a function's must not. */
export function streamingFirestore(): Firestore {
  streaming ??= openFirestore({ queryTimeoutMs: STREAM_TIMEOUT_MS });
  return streaming;
}

/** At the end of such work; the next one opens another. */
export async function closeStreamingFirestore(): Promise<void> {
  const client = streaming;
  streaming = undefined;
  await client?.terminate();
}

const MAX_FAILURES_IN_A_ROW = 5;

/**
 * A query's documents in the order of their names, one after the other as they come: as many as the reader takes and
 * no more, so memory does not grow with their number. A stream that breaks is opened again behind the last document.
 * @param after a path to begin behind @param until path of what follows the last that is wanted
 */
export async function* streamByName({
  query,
  after,
  until,
}: {
  query: Query;
  after: string | null;
  until?: string | undefined;
}): AsyncGenerator<QueryDocumentSnapshot> {
  const { firestore } = query;
  const named = query.orderBy('__name__');
  const bounded = until === undefined ? named : named.endBefore(firestore.doc(until));
  let last = after;
  for (let failures = 0; ; ) {
    const rest = last === null ? bounded : bounded.startAfter(firestore.doc(last));
    try {
      for await (const found of rest.stream()) {
        const snapshot: unknown = found;
        if (!(snapshot instanceof QueryDocumentSnapshot)) continue;
        failures = 0;
        last = snapshot.ref.path;
        yield snapshot;
      }
      return;
    } catch (error) {
      failures += 1;
      if (failures > MAX_FAILURES_IN_A_ROW || classify(error).kind === 'permanent') throw error;
    }
  }
}
