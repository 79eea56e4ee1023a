import { setTimeout } from 'node:timers/promises';
import { type Firestore, type Query, QueryDocumentSnapshot } from '@google-cloud/firestore';
import { openFirestore } from './firestore.ts';
import { classify } from './retry/index.ts';
import { watchedForStalls } from './stall-watch.ts';

/** A stream is open for as long as its reader takes. Cut off by then, it goes on where it was. */
const STREAM_TIMEOUT_MS = 600_000;

let streaming: Firestore | undefined;

/**
 * The client for reading whole collections: its calls may last, which a function's must not. It is told the project: it
 * would learn it with its first call, and a run that goes on where it was begins with a place, which bears the name.
 */
export function streamingFirestore(): Firestore {
  const projectId = process.env.GCLOUD_PROJECT;
  const named = projectId === undefined ? {} : { projectId };
  streaming ??= openFirestore({ ...named, queryTimeoutMs: STREAM_TIMEOUT_MS });
  return streaming;
}

/** What is under way is done by then; what takes longer is a stream that was left early. */
const CLOSED_WITHIN_MS = 1_000;

/**
 * At the end of such work; the next one opens another. The SDK does not end the call of a stream that its reader left
 * early, and waits for it when it closes: until the call's own deadline. Nobody reads it any more, so it is left to that;
 * a process or thread that is to end meanwhile must end itself.
 */
export async function closeStreamingFirestore(): Promise<void> {
  const client = streaming;
  streaming = undefined;
  if (client === undefined) return;
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([client.terminate(), setTimeout(CLOSED_WITHIN_MS, undefined, { signal })]).finally(() =>
    waiting.abort(),
  );
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
      for await (const found of watchedForStalls(rest.stream())) {
        if (!(found instanceof QueryDocumentSnapshot)) continue;
        failures = 0;
        last = found.ref.path;
        yield found;
      }
      return;
    } catch (error) {
      failures += 1;
      if (failures > MAX_FAILURES_IN_A_ROW || classify(error).kind === 'permanent') throw error;
    }
  }
}
