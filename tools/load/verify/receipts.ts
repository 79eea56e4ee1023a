import { z } from 'zod';
import { StripeEventRecord } from '../../../functions/src/payments/schema.ts';
import { type Found, read } from '../../../functions/src/reconciliation/documents.ts';
import { belowUsers, collection, collectionGroup, documentsOf, families, inBatches } from './families.ts';
import type { Findings } from './finding.ts';

const Receipt = z.object({
  operation: z.string().min(1),
  fingerprint: z.string().min(1),
  outcome: z.record(z.string(), z.unknown()),
  at: z.date(),
});

/** Every request that was carried out has kept what it was and what was answered: a retry depends on it. */
export async function checkReceipts({ findings }: { findings: Findings }): Promise<void> {
  for await (const { parent } of belowUsers(families({ parents: collectionGroup('requests'), groups: [] })))
    findings.expect({
      invariant: 'a receipt says what was asked and answered',
      document: parent.path,
      field: 'receipt',
      expected: 'whole',
      found: Receipt.safeParse(parent.data['receipt']).success ? 'whole' : 'missing, or not whole',
    });
}

const Succeeded = z.object({
  type: z.literal('payment_intent.succeeded'),
  data: z.object({ object: z.object({ id: z.string() }) }),
});

/** Every webhook that was taken in is settled, and what it says was booked is there. */
export async function checkStripeEvents({ findings }: { findings: Findings }): Promise<void> {
  for await (const batch of inBatches(documentsOf(collection('stripeEvents')), 200)) {
    for (const found of batch) expectSettled({ findings, found });
    await expectBooked({ findings, wanted: batch.flatMap(entryToldBy) });
  }
}

function expectSettled({ findings, found }: { findings: Findings; found: Found }): void {
  const parsed = StripeEventRecord.safeParse(found.data);
  const { state, problem } = parsed.success ? parsed.data : { state: 'unreadable', problem: null };
  const isSettled = state === 'applied' || state === 'ignored';
  findings.expect({
    invariant: 'a webhook that was taken in is settled',
    document: found.path,
    field: 'state',
    expected: isSettled ? state : 'applied',
    found: problem === null || isSettled ? state : `${state}: ${problem}`,
  });
}

interface Wanted {
  readonly document: string;
  readonly entry: string;
}

/** The ledger entry that an applied event of a payment must have led to. */
function entryToldBy({ path: document, data }: Found): readonly Wanted[] {
  const parsed = StripeEventRecord.safeParse(data);
  if (!parsed.success || parsed.data.state !== 'applied' || parsed.data.accountPath === null) return [];
  const { payload, accountPath } = parsed.data;
  const told = Succeeded.safeParse(JSON.parse(payload));
  return told.success ? [{ document, entry: `${accountPath}/ledger/${told.data.data.object.id}` }] : [];
}

async function expectBooked(input: { findings: Findings; wanted: readonly Wanted[] }): Promise<void> {
  const { findings, wanted } = input;
  const entries = await read(wanted.map(({ entry }) => entry));
  for (const [index, { document, entry }] of wanted.entries())
    findings.expect({
      invariant: 'what an applied webhook tells is booked',
      document,
      field: 'accountPath',
      expected: entries[index]?.isThere === true ? entry : 'an account that has its entry',
      found: entry,
    });
}
