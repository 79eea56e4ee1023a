import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';

/** An enrollment and the ledger that its balance must be the sum of. */
export interface AccountRead {
  readonly path: string;
  readonly enrollment: Enrollment;
  readonly entries: readonly LedgerEntry[];
}

const PAGE_SIZE = 100;

/** Every enrollment of every student, in pages, so that memory does not grow with their number. */
export async function* readAccounts(): AsyncGenerator<AccountRead> {
  // The catalog's own courses have no registeredAt, so this order leaves them out.
  const pages = firestore().collectionGroup('courses').orderBy('registeredAt').limit(PAGE_SIZE);
  let page = await pages.get();
  while (!page.empty) {
    yield* await Promise.all(page.docs.map(toAccount));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < PAGE_SIZE) return;
    page = await pages.startAfter(last).get();
  }
}

export async function readAccount(path: string): Promise<AccountRead | undefined> {
  const snapshot = await firestore().doc(path).get();
  const data = snapshot.data();
  return data === undefined ? undefined : accountOf({ path, data });
}

const toAccount = (snapshot: QueryDocumentSnapshot): Promise<AccountRead> =>
  accountOf({ path: snapshot.ref.path, data: snapshot.data() });

async function accountOf({ path, data }: { path: string; data: object }): Promise<AccountRead> {
  const ledger = await firestore().collection(`${path}/ledger`).get();
  return {
    path,
    enrollment: Enrollment.parse(plainOf(data)),
    entries: ledger.docs.map(entry => LedgerEntry.parse(plainOf(entry.data()))),
  };
}
