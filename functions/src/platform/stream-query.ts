import { setTimeout } from 'node:timers/promises';
import { type Firestore, type Query, QueryDocumentSnapshot } from '@google-cloud/firestore';
import { openFirestore } from './firestore.ts';
import { Patience } from './patience.ts';
import { classify } from './retry/index.ts';

/** A stream is open for as long as its reader takes. Cut off by then, it goes on where it was. */
const STREAM_TIMEOUT_MS = 600_000;

/** A query, to be asked of a client that it is told. */
export type QueryOf = (firestore: Firestore) => Query;

/** One client for each stream that is open: one that waits to be read shares no connection with one that is read. */
const idle: Firestore[] = [];
const left = new Set<Firestore>();

/** With the project's name from the start, which the SDK else learns with its first call: too late to begin behind a name. */
function openClient(): Firestore {
  const projectId = process.env.GCLOUD_PROJECT;
  const target = { queryTimeoutMs: STREAM_TIMEOUT_MS };
  return openFirestore(projectId === undefined ? target : { ...target, projectId });
}

/** What is under way is done by then; what takes longer is a stream that was left early. */
const CLOSED_WITHIN_MS = 1_000;

/**
 * At the end of such work; the next one opens other clients. The SDK does not end the call of a stream that its reader
 * left early, and waits for it when it closes: until the call's own deadline. Nobody reads it any more, so it is left to
 * that; a process or thread that is to end meanwhile must end itself.
 */
export async function closeStreamingFirestore(): Promise<void> {
  const clients = [...idle.splice(0), ...left];
  left.clear();
  const waiting = new AbortController();
  const { signal } = waiting;
  const closed = Promise.all(clients.map(client => client.terminate()));
  await Promise.race([closed, setTimeout(CLOSED_WITHIN_MS, undefined, { signal })]).finally(() =>
    waiting.abort(),
  );
}

const MAX_FAILURES_IN_A_ROW = 5;

/**
 * A query's documents in the order of their names, one after the other as they come: as many as the reader takes and
 * no more, so memory does not grow with their number. A stream that breaks is opened again behind the last document.
 */
export async function* streamByName(wanted: {
  readonly query: QueryOf;
  /** A path to begin behind. */
  readonly after: string | null;
  /** Path of what follows the last that is wanted. */
  readonly until?: string | undefined;
}): AsyncGenerator<QueryDocumentSnapshot> {
  const client = idle.pop() ?? openClient();
  left.add(client);
  let { after } = wanted;
  for (let failures = 0; ; ) {
    const patience = new Patience(boundedQuery({ ...wanted, client, after }).stream());
    try {
      for await (const found of patience.stream) {
        const snapshot: unknown = found;
        if (!(snapshot instanceof QueryDocumentSnapshot)) continue;
        failures = 0;
        after = snapshot.ref.path;
        patience.rest();
        yield snapshot;
        patience.begin();
      }
      break;
    } catch (error) {
      failures += 1;
      if (failures > MAX_FAILURES_IN_A_ROW || classify(error).kind === 'permanent') throw error;
    } finally {
      patience.end();
    }
  }
  left.delete(client);
  idle.push(client);
}

function boundedQuery(input: {
  client: Firestore;
  query: QueryOf;
  after: string | null;
  until?: string | undefined;
}): Query {
  const { client, query, after, until } = input;
  const named = query(client).orderBy('__name__');
  const bounded = until === undefined ? named : named.endBefore(client.doc(until));
  return after === null ? bounded : bounded.startAfter(client.doc(after));
}
