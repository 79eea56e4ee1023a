import type { Enrollment } from '../../functions/src/enrollments/schema.ts';
import { Enrollment as EnrollmentSchema, LedgerEntry } from '../../functions/src/enrollments/schema.ts';
import { plainOf } from '../../functions/src/platform/plain.ts';
import type { DoubleState } from '../stripe-double/control-types.ts';
import { type Account, disagreementsOf, type StripeSums, seatDisagreement } from './agreement.ts';
import { checkEvidence } from './evidence-check.ts';
import type { World } from './world.ts';

export type FinalCheck = {
  readonly enrollments: number;
  readonly entries: number;
  readonly payments: number;
  readonly events: number;
  readonly disagreements: readonly string[];
};

/**
 * Recomputes every balance from the ledger and from Stripe's own side, every seat from the enrollments, every hour from
 * days and sessions, and every session's chain of events.
 */
export async function checkEverything(world: World): Promise<FinalCheck> {
  await world.stack.stripe.control.flush();
  const state = await world.stack.stripe.control.state();
  const paidIntents = state.paymentIntents.filter(({ status }) => status === 'succeeded');
  const owners = await ownersOf({ world, state });
  const accounts = await readAccounts({ world, state, owners });
  const unowned = paidIntents
    .filter(({ id }) => owners.get(id) === undefined)
    .map(({ id }) => `${id}: in no balance`);
  const known = new Set(accounts.map(({ path }) => path));
  const lost = paidIntents
    .filter(({ id }) => !known.has(owners.get(id) ?? ''))
    .map(({ id }) => `${id}: in no enrollment`);
  const evidence = await checkEvidence(accounts.map(({ enrollment }) => enrollment));
  const seats = await checkSeats({ world, enrollments: accounts.map(({ enrollment }) => enrollment) });
  return {
    enrollments: accounts.length,
    entries: accounts.reduce((sum, { entries }) => sum + entries.length, 0),
    payments: paidIntents.length,
    events: evidence.events,
    disagreements: [
      ...evidence.disagreements,
      ...accounts.flatMap(disagreementsOf),
      ...unowned,
      ...lost,
      ...seats,
    ],
  };
}

/** Whose payment each is: its metadata, or for money that came without, the claim. */
async function ownersOf({
  world,
  state,
}: {
  world: World;
  state: DoubleState;
}): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  for (const { id, metadata } of state.paymentIntents) {
    const { userId, courseId } = metadata;
    const claim = userId === undefined ? await world.db.doc(`payments/${id}`).get() : undefined;
    const owner = claim === undefined ? [userId, courseId] : [claim.get('userId'), claim.get('courseId')];
    if (owner[0] !== undefined) owners.set(id, `users/${owner[0]}/courses/${owner[1]}`);
  }
  return owners;
}

async function readAccounts(input: {
  world: World;
  state: DoubleState;
  owners: ReadonlyMap<string, string>;
}): Promise<readonly Account[]> {
  const { world, state, owners } = input;
  const enrollments = await world.db.collectionGroup('courses').orderBy('registeredAt').get();
  return Promise.all(
    enrollments.docs.map(async snapshot => {
      const { path } = snapshot.ref;
      const ledger = await world.db.collection(`${path}/ledger`).get();
      return {
        path,
        enrollment: EnrollmentSchema.parse(plainOf(snapshot.data())),
        entries: ledger.docs.map(entry => LedgerEntry.parse(plainOf(entry.data()))),
        atStripe: stripeSumsOf({ state, isOurs: id => owners.get(id) === path }),
      };
    }),
  );
}

function stripeSumsOf({
  state,
  isOurs,
}: {
  state: DoubleState;
  isOurs: (paymentIntentId: string) => boolean;
}): StripeSums {
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const disputes = state.disputes.filter(dispute => isOurs(dispute.payment_intent));
  const refunds = state.refunds.filter(refund => isOurs(refund.payment_intent));
  const standing = refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  const amountsOf = (status: (status: string) => boolean) =>
    disputes.filter(dispute => status(dispute.status)).map(({ amount }) => amount);
  return {
    paid: sum(
      state.paymentIntents
        .filter(intent => isOurs(intent.id))
        .map(({ amount_received: received }) => received),
    ),
    refunded: sum([...standing.map(({ amount }) => amount), ...amountsOf(status => status === 'lost')]),
    disputed: sum(amountsOf(status => status === 'needs_response' || status === 'under_review')),
  };
}

async function checkSeats(input: {
  world: World;
  enrollments: readonly Enrollment[];
}): Promise<readonly string[]> {
  const courses = await input.world.db.collection('courses').get();
  const found: string[] = [];
  for (const course of courses.docs) {
    const seats = await course.ref.collection('counters').doc('seats').get();
    const counter = { taken: Number(seats.get('taken')), capacity: Number(seats.get('capacity')) };
    const problem = seatDisagreement({ courseId: course.id, ...counter, enrollments: input.enrollments });
    if (problem !== undefined) found.push(problem);
  }
  return found;
}
