import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import type { ChainHead } from './chain.ts';
import { type ChainFinding, ChainVerifier, type StoredLink } from './verify-chain.ts';

/** Which sessions to look at: all, a student's, or those of one course or one id. */
export interface SessionFilter {
  readonly userId: string | undefined;
  readonly courseId: string | undefined;
  readonly sessionId: string | undefined;
}

/** What became of one session's chain. */
export interface VerifiedChain {
  /** The session's path, which is the chain's name. */
  readonly chainName: string;
  readonly events: number;
  /** As the session keeps it. */
  readonly head: ChainHead;
  readonly findings: readonly ChainFinding[];
}

const PAGE_SIZE = 300;

type Query = FirebaseFirestore.Query;
type Found = FirebaseFirestore.QueryDocumentSnapshot;

/** Verifies one session after the other, page by page: memory stays as it is however many there are. */
export async function* verifySessionChains(filter: SessionFilter): AsyncGenerator<VerifiedChain> {
  for await (const session of pagesOf(sessionsQuery(filter))) {
    if (matches({ session, filter })) yield await verifyOne(session);
  }
}

/** The narrowest query that needs no index of its own; the rest is passed over. */
function sessionsQuery({ userId, courseId }: SessionFilter): Query {
  if (userId !== undefined && courseId !== undefined)
    return firestore().collection(`users/${userId}/courses/${courseId}/sessions`).orderBy('__name__');
  return firestore().collectionGroup('sessions').orderBy('__name__');
}

function matches({ session, filter }: { session: Found; filter: SessionFilter }): boolean {
  const [users, userId, , courseId, , sessionId] = session.ref.path.split('/');
  if (users !== 'users') return false;
  const isWanted = (wanted: string | undefined, is: string | undefined) =>
    wanted === undefined || wanted === is;
  return (
    isWanted(filter.userId, userId) &&
    isWanted(filter.courseId, courseId) &&
    isWanted(filter.sessionId, sessionId)
  );
}

async function verifyOne(session: Found): Promise<VerifiedChain> {
  const chainName = session.ref.path;
  const verifier = new ChainVerifier(chainName);
  const findings: ChainFinding[] = [];
  let events = 0;
  // A link without a position would be left out of an order by it, so the names are counted apart.
  for await (const event of pagesOf(session.ref.collection('events').orderBy('position'))) {
    events += 1;
    findings.push(...verifier.add(linkIn(event)));
  }
  const all = (await session.ref.collection('events').count().get()).data().count;
  if (all > events) findings.push({ kind: 'unreadable', name: `${all - events} without a position` });
  const head = headOf(session);
  findings.push(...verifier.finish(head));
  return { chainName, events: all, head, findings };
}

/** An event that was given another one's name says so itself: the name it was written under is part of its hash. */
function linkIn(event: Found): StoredLink {
  const stored = Object.fromEntries(Object.entries(Object(plainOf(event.data()))));
  return stored['eventId'] === event.id ? stored : { ...stored, eventId: event.id };
}

function headOf(session: Found): ChainHead {
  const [length, hash]: unknown[] = [session.get('eventCount'), session.get('headHash')];
  return {
    length: typeof length === 'number' ? length : -1,
    hash: typeof hash === 'string' ? hash : '',
  };
}

async function* pagesOf(query: Query): AsyncGenerator<Found> {
  let page = await query.limit(PAGE_SIZE).get();
  while (!page.empty) {
    yield* page.docs;
    const last = page.docs.at(-1);
    if (last === undefined || page.size < PAGE_SIZE) return;
    page = await query.startAfter(last).limit(PAGE_SIZE).get();
  }
}
