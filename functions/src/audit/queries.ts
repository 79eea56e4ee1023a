import type { StoredLink } from '../evidence/verify-chain.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';

/** The grants of one reader for one student's course that have not expired, the last to expire first. */
export async function findGrants(input: {
  readonly uid: Id;
  readonly userId: Id;
  readonly courseId: Id;
  readonly now: Date;
}): Promise<readonly Id[]> {
  const found = await firestore()
    .collection('accessGrants')
    .where('uid', '==', input.uid)
    .where('userId', '==', input.userId)
    .where('courseId', '==', input.courseId)
    .where('expiresAt', '>', input.now)
    .orderBy('expiresAt', 'desc')
    .limit(10)
    .select('endedAt')
    .get();
  return found.docs.filter(grant => grant.get('endedAt') === null).map(({ id }) => Id.parse(id));
}

/** A record as it is stored, under the name it has. */
export interface NamedRecord {
  readonly name: string;
  readonly stored: StoredLink;
}

const PAGE = 500;

/** The records of one chain by position, page by page. */
export async function* pagesOf(chain: Id): AsyncGenerator<readonly NamedRecord[]> {
  const ordered = firestore()
    .collection('auditLog')
    .where('chain', '==', chain)
    .orderBy('position')
    .limit(PAGE);
  let page = await ordered.get();
  while (!page.empty) {
    yield page.docs.map(document => ({ name: document.id, stored: fieldsOf(document.data()) }));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < PAGE) return;
    page = await ordered.startAfter(last).get();
  }
}

export async function countRecords(): Promise<number> {
  return (await firestore().collection('auditLog').count().get()).data().count;
}

/** Names of records that are in none of these chains, or have no position. Reads them all. */
export async function recordsOutside(chains: readonly Id[]): Promise<readonly string[]> {
  const known: ReadonlySet<string> = new Set(chains);
  const outside: string[] = [];
  const all = firestore().collection('auditLog').orderBy('__name__').select('chain', 'position').limit(PAGE);
  let page = await all.get();
  while (!page.empty) {
    for (const document of page.docs) {
      const chain: unknown = document.get('chain');
      const isLink = typeof chain === 'string' && known.has(chain) && document.get('position') !== undefined;
      if (!isLink) outside.push(document.id);
    }
    const last = page.docs.at(-1);
    if (last === undefined || page.size < PAGE) break;
    page = await all.startAfter(last).get();
  }
  return outside;
}

const fieldsOf = (data: object): StoredLink => {
  const plain = plainOf(data);
  return typeof plain === 'object' && plain !== null ? { ...plain } : {};
};
