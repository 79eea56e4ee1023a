import { getAuth } from 'firebase/auth';
import {
  collection,
  type DocumentSnapshot,
  doc,
  type Firestore,
  type FirestoreError,
  getFirestore,
  onSnapshot,
  type QueryConstraint,
  type QuerySnapshot,
  query,
} from 'firebase/firestore';
import { classify, codeOf, finalFailure } from './classify.ts';
import { type Clock, systemClock } from './clock.ts';
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

/** Opens a stream. @returns what closes it */
type Open<T> = (say: Listener<T>, fail: (error: FirestoreError) => void) => () => void;

/** What a stream needs, so that a test can break it. */
export interface StreamDeps {
  readonly isSignedIn: () => boolean;
  readonly clock: Clock;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;

/** Watches one document. */
export const watchDocument = <T>(seatbelt: Seatbelt, path: string, listener: Listener<T>): Unwatch =>
  watch(seatbelt, path, listener, (say, fail) =>
    onSnapshot(doc(databaseOf(seatbelt), path), everyChange, snapshot => say(liveOf<T>(snapshot)), fail),
  );

/** Watches all documents of a collection that meet the constraints, in their order. */
export const watchAll = <T>(
  seatbelt: Seatbelt,
  path: string,
  listener: Listener<readonly T[]>,
  ...constraints: readonly QueryConstraint[]
): Unwatch =>
  watch(seatbelt, path, listener, (say, fail) =>
    onSnapshot(
      query(collection(databaseOf(seatbelt), path), ...constraints),
      everyChange,
      snapshot => say(liveListOf<T>(snapshot)),
      fail,
    ),
  );

const watch = <T>(seatbelt: Seatbelt, path: string, listener: Listener<T>, open: Open<T>): Unwatch =>
  keepOpen({
    deps: { isSignedIn: () => getAuth(seatbelt.app).currentUser !== null, clock: systemClock },
    name: path,
    listener,
    open,
  });

export const databaseOf = (seatbelt: Seatbelt): Firestore => getFirestore(seatbelt.app);

/** Also of where it comes from: that a connection is back is told, too. */
const everyChange = { includeMetadataChanges: true };

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
  open: Open<T>;
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
    const told = streamError(name, error);
    if (!told.retryable) {
      if (deps.isSignedIn()) say({ status: 'failed', error: told });
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
      if (live.status === 'missing' || (live.status === 'ready' && !live.isStale)) breaks = 0;
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

/** As any failed call, but for this: Firestore does not tell what may not be seen from what does not exist. */
export function streamError(name: string, error: unknown): SeatbeltError {
  const code = codeOf(error);
  const isHidden = code === 'permission-denied' || code === 'not-found';
  const failure = isHidden
    ? finalFailure({ code, reason: 'NOT_FOUND' }, 'There is no such thing, or you may not see it.')
    : classify(error);
  return new SeatbeltError({ ...failure, callable: name, attempts: 1, cause: error });
}
