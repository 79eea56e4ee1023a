import { getAuth } from 'firebase/auth';
import {
  type DocumentReference,
  type DocumentSnapshot,
  type FirestoreError,
  onSnapshot,
  type Query,
  type QuerySnapshot,
} from 'firebase/firestore';
import { type Clock, systemClock } from './clock.ts';
import type { Failure } from './errors.ts';
import { SeatbeltError } from './errors.ts';
import { documentOf } from './plain-data.ts';
import type { Seatbelt } from './seatbelt.ts';

/**
 * What a watched thing is just now. `missing`: it does not exist (or none does yet). `isStale`: from this device's memory,
 * since there is no connection; it may have changed. `failed`: it will not come by itself.
 */
export type Live<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'missing' }
  | { readonly status: 'ready'; readonly data: T; readonly isStale: boolean }
  | { readonly status: 'failed'; readonly error: SeatbeltError };

export type Listener<T> = (live: Live<T>) => void;

/** Ends the watching. Without effect when called again. */
export type Unwatch = () => void;

/** What a stream needs, so that a test can break it. */
export interface StreamDeps {
  readonly isSignedIn: () => boolean;
  readonly clock: Clock;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;

const depsOf = (seatbelt: Seatbelt): StreamDeps => ({
  isSignedIn: () => getAuth(seatbelt.app).currentUser !== null,
  clock: systemClock,
});

/** Watches one document. */
export const watchDocument = <T>(
  seatbelt: Seatbelt,
  reference: DocumentReference,
  listener: Listener<T>,
): Unwatch =>
  keepOpen<T>({
    deps: depsOf(seatbelt),
    name: reference.path,
    listener,
    open: (say, fail) =>
      onSnapshot(reference, { includeMetadataChanges: true }, snapshot => say(liveOf<T>(snapshot)), fail),
  });

/** Watches all documents of a query. */
export const watchQuery = <T>(
  seatbelt: Seatbelt,
  input: { query: Query; name: string },
  listener: Listener<readonly T[]>,
): Unwatch =>
  keepOpen<readonly T[]>({
    deps: depsOf(seatbelt),
    name: input.name,
    listener,
    open: (say, fail) =>
      onSnapshot(
        input.query,
        { includeMetadataChanges: true },
        snapshot => say(liveListOf<T>(snapshot)),
        fail,
      ),
  });

function liveOf<T>(snapshot: DocumentSnapshot): Live<T> {
  const data = snapshot.data();
  const isStale = snapshot.metadata.fromCache;
  if (data !== undefined) return { status: 'ready', data: documentOf<T>(data), isStale };
  // Memory without it says nothing about the server.
  return isStale ? { status: 'loading' } : { status: 'missing' };
}

function liveListOf<T>(snapshot: QuerySnapshot): Live<readonly T[]> {
  const isStale = snapshot.metadata.fromCache;
  if (isStale && snapshot.empty) return { status: 'loading' };
  return { status: 'ready', data: snapshot.docs.map(each => documentOf<T>(each.data())), isStale };
}

/**
 * Opens a stream again whenever it breaks, with growing pauses; what was last seen stays, marked as stale. A refusal ends
 * it: quietly after a sign-out, when it was to be expected.
 */
export function keepOpen<T>(input: {
  deps: StreamDeps;
  name: string;
  listener: Listener<T>;
  open: (say: (live: Live<T>) => void, fail: (error: FirestoreError) => void) => () => void;
}): Unwatch {
  const { deps, name, listener } = input;
  let last: Live<T> = { status: 'loading' };
  let isOver = false;
  let breaks = 0;
  let close: () => void = () => undefined;

  const say = (live: Live<T>): void => {
    if (isOver || (live.status === 'loading' && last.status !== 'loading')) return;
    last = live;
    listener(live);
  };
  const fail = (error: FirestoreError): void => {
    if (isOver) return;
    if (isFinal(error)) {
      if (deps.isSignedIn()) say({ status: 'failed', error: streamError(name, error) });
      isOver = true;
      return;
    }
    if (last.status === 'ready' && !last.isStale) say({ ...last, isStale: true });
    breaks += 1;
    const ceilingMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (breaks - 1));
    close = deps.clock.after(FIRST_DELAY_MS + deps.clock.random() * ceilingMs, openAgain);
  };
  const openAgain = (): void => {
    close = input.open(live => {
      if (live.status === 'ready' && !live.isStale) breaks = 0;
      say(live);
    }, fail);
  };

  listener(last);
  openAgain();
  return () => {
    isOver = true;
    close();
  };
}

const isFinal = ({ code }: FirestoreError): boolean =>
  ['permission-denied', 'invalid-argument', 'failed-precondition', 'unimplemented'].includes(code);

/** Firestore does not tell what may not be seen from what does not exist. */
export function streamError(name: string, error: unknown): SeatbeltError {
  const code = error instanceof Error ? String(Reflect.get(error, 'code')) : 'unknown';
  return new SeatbeltError({ ...failureOf(code), callable: name, attempts: 1, cause: error });
}

function failureOf(code: string): Failure {
  const common = { code, fields: [] };
  switch (code) {
    case 'permission-denied':
    case 'not-found':
      return {
        ...common,
        reason: 'NOT_FOUND',
        retryable: false,
        message: 'There is no such thing, or you may not see it.',
      };
    case 'unauthenticated':
      return {
        ...common,
        reason: 'SIGN_IN_EXPIRED',
        retryable: false,
        message: 'Your sign-in has expired. Please sign in again.',
      };
    case 'invalid-argument':
    case 'failed-precondition':
    case 'unimplemented':
      return {
        ...common,
        reason: 'INTERNAL',
        retryable: false,
        message: 'Something went wrong on our side.',
      };
    default:
      return {
        ...common,
        reason: 'NO_ANSWER',
        retryable: true,
        message: 'The server does not answer right now. Trying again is safe: nothing happens twice.',
      };
  }
}
