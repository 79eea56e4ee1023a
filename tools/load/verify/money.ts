import { LedgerEntry } from '../../../functions/src/enrollments/schema.ts';
import { Suspense, SuspenseEntry } from '../../../functions/src/payments/schema.ts';
import { type Found, groupedBy, read } from '../../../functions/src/reconciliation/documents.ts';
import { BOOKED_WHERE_IT_BELONGS, type BookedMoney } from './booked-money.ts';
import { belowUsers, collection, collectionGroup, families, nameOf, readable } from './families.ts';
import type { Findings } from './finding.ts';

interface Input {
  readonly findings: Findings;
  readonly booked: BookedMoney;
}

/** Every ledger of an enrollment: each entry under its own name, each payment once, and by whom it was made. */
export async function checkLedgers({ findings, booked }: Input): Promise<void> {
  const enrollments = families({ parents: collectionGroup('courses'), groups: ['ledger'] });
  for await (const { parent, below } of belowUsers(enrollments)) {
    const ledger = below('ledger');
    const entries = readable({ schema: LedgerEntry, documents: ledger, findings });
    for (const { path, entryId, ...entry } of entries) {
      booked.add(entry);
      expectOwnName({ findings, path, entryId });
    }
    expectEachPaymentOnce({ findings, entries });
    await expectOwner({ findings, booked, account: parent, entries });
  }
}

const expectOwnName = ({ findings, path, entryId }: { findings: Findings; path: string; entryId: string }) =>
  findings.expect({
    invariant: 'an entry stands under its own name',
    document: path,
    field: 'entryId',
    expected: nameOf(path),
    found: entryId,
  });

type Entries = readonly (LedgerEntry & { readonly path: string })[];

function expectEachPaymentOnce({ findings, entries }: { findings: Findings; entries: Entries }): void {
  const payments = entries.filter(({ kind }) => kind === 'payment');
  for (const [payment, booked] of groupedBy(payments, ({ paymentIntentId }) => String(paymentIntentId)))
    for (const [index, { path, entryId }] of booked.entries())
      findings.expect({
        invariant: 'a payment is booked once',
        document: path,
        field: 'paymentIntentId',
        expected: index === 0 ? payment : `${payment} in ${booked[0]?.entryId} alone`,
        found: index === 0 ? payment : `${payment} in ${entryId} again`,
      });
}

/**
 * The payment's own record names one student and course: so no payment can be in two enrollments. Money that nobody asked
 * us for has none until a trigger shows it; whom it belongs to is asked of Stripe, later (`checkStripe`).
 */
async function expectOwner(input: Input & { account: Found; entries: Entries }): Promise<void> {
  const { findings, booked, account, entries } = input;
  const payments = entries.filter(
    ({ kind, paymentIntentId }) => kind === 'payment' && paymentIntentId !== null,
  );
  for (let start = 0; start < payments.length; start += 200) {
    const some = payments.slice(start, start + 200);
    const records = await read(some.map(({ paymentIntentId }) => `payments/${paymentIntentId}`));
    for (const [index, { path, paymentIntentId }] of some.entries()) {
      if (records[index]?.isThere !== true) {
        booked.addUnrecorded({
          paymentIntentId: String(paymentIntentId),
          document: path,
          account: account.path,
        });
        continue;
      }
      const { userId, courseId } = records[index].data ?? {};
      findings.expect({
        invariant: BOOKED_WHERE_IT_BELONGS,
        document: path,
        field: 'account',
        expected: `users/${userId}/courses/${courseId}`,
        found: account.path,
      });
    }
  }
}

/** Money that waits: its sums are those of its ledger. What was claimed is told by the enrollment's ledger. */
export async function checkSuspense({ findings, booked }: Input): Promise<void> {
  for await (const { parent, below } of families({ parents: collection('suspense'), groups: ['ledger'] })) {
    const [suspense] = readable({ schema: Suspense, documents: [parent], findings });
    const entries = readable({ schema: SuspenseEntry, documents: below('ledger'), findings });
    if (suspense?.state !== 'OPEN') continue;
    for (const entry of entries) booked.add(entry);
    const sum = (of: 'paid' | 'refunded' | 'disputed') =>
      entries.reduce((total, { effect }) => total + effect[of], 0);
    const sums = [
      ['amountPaid', sum('paid'), suspense.amountPaid],
      ['amountRefunded', sum('refunded'), suspense.amountRefunded],
      ['amountDisputed', sum('disputed'), suspense.amountDisputed],
      ['entryCount', entries.length, suspense.entryCount],
    ] as const;
    for (const [field, expected, found] of sums)
      findings.expect({
        invariant: 'money in suspense is the sum of its ledger',
        document: parent.path,
        field,
        expected,
        found,
      });
  }
}
