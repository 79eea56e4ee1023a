import type { z } from 'zod';
import { type SubmitAudited, staffAction } from '../audit/staff-action.ts';
import {
  type Applied,
  apply,
  type Change,
  create,
  type Decision,
  fingerprintOf,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { Balances } from '../enrollments/schema.ts';
import { enrollmentDoc, ledgerEntryDoc, requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { type ClaimPlan, claimForEnrollment } from './claim.ts';
import { claimedEntryIdOf } from './ledger-facts.ts';
import { listSuspenseEntryIds } from './queries.ts';
import { paymentDoc, suspenseDoc, suspenseEntryDoc } from './store.ts';
import { ClaimSuspenseRequest } from './wire.ts';

type ClaimRequest = z.output<typeof ClaimSuspenseRequest>;

/** Assigns money that matched no enrollment to the one it was meant for. */
export const claimSuspense = defineCallable({
  name: 'claimSuspense',
  request: ClaimSuspenseRequest,
  handler: ({ uid, data }): Promise<Balances & { replayed: boolean }> => {
    const document = suspenseDoc(data.paymentId).path;
    const act = { uid, roles: ['admin'], action: 'claimSuspense', request: data, document } as const;
    return staffAction(act, async submit => {
      const entryIds = await listSuspenseEntryIds(data.paymentId);
      const { outcome, replayed } = await claim({ uid, data, entryIds, submit });
      return { ...outcome, replayed };
    });
  },
});

function claim(input: {
  readonly uid: Id;
  readonly data: ClaimRequest;
  readonly entryIds: readonly Id[];
  readonly submit: SubmitAudited;
}): Promise<Applied<Balances>> {
  const { uid, data, entryIds } = input;
  const { paymentId, requestId, userId, courseId } = data;
  const key = { userId, courseId };
  const enrollment = enrollmentDoc(key);
  const suspense = suspenseDoc(paymentId);
  const held = entryIds.map(entryId => suspenseEntryDoc({ paymentId, entryId }));
  const mark = ledgerEntryDoc({ accountPath: enrollment.path, entryId: paymentId });
  const booked = [...new Set([paymentId, ...entryIds, claimedEntryIdOf(paymentId)])].map(entryId =>
    ledgerEntryDoc({ accountPath: enrollment.path, entryId }),
  );
  return input.submit({
    operation: 'claimSuspense',
    aggregate: enrollment.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('claimSuspense', { ...key, paymentId, by: uid }),
    },
    outcomeSchema: Balances,
    loads: [enrollment, suspense, paymentDoc(paymentId), ...held, ...booked].map(toWrite),
    decide: (view): Decision<Balances> => {
      const entries = held.map(doc => view.get(doc)).filter(entry => entry !== undefined);
      const plan = claimForEnrollment({
        suspense: view.get(suspense),
        entries,
        enrollment: view.get(enrollment),
        isMarked: view.get(mark)?.kind === 'heldInSuspense',
        now: view.now,
      });
      return plan.kind === 'refused'
        ? plan
        : apply(Balances.parse(plan.enrollment), claimChanges({ plan, data, view }));
    },
  });
}

function claimChanges({
  plan,
  data,
  view,
}: {
  plan: ClaimPlan;
  data: ClaimRequest;
  view: View;
}): readonly Change[] {
  const enrollment = enrollmentDoc(data);
  const payment = paymentDoc(data.paymentId);
  const owner = { userId: data.userId, courseId: data.courseId };
  const state = { state: 'SUCCEEDED', stateAt: view.now } as const;
  const known = view.get(payment) !== undefined;
  return [
    update(enrollment, plan.enrollment),
    update(suspenseDoc(data.paymentId), plan.suspense),
    ...plan.entries.map(entry =>
      create(ledgerEntryDoc({ accountPath: enrollment.path, entryId: entry.entryId }), entry),
    ),
    // What happens to this payment from now on goes to its new owner.
    known
      ? update(payment, { ...owner, ...state })
      : create(payment, { ...owner, ...state, paymentIntentId: data.paymentId, requestedAmount: null }),
  ];
}
