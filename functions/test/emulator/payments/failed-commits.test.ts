import './environment.ts';
import {
  answerBlackHole,
  answerLost,
  type FaultAction,
  type FirestoreMethod,
  mentioning,
  requestLost,
} from '../../../../tools/fault-proxy/index.ts';
import { useFaultyWorld } from './faulty-world.ts';
import { madePayment } from './made-payment.ts';
import { allowRetries } from './retry-allowance.ts';
import { accountOf, enrolled, kindsOf } from './school.ts';
import { inboxEntry } from './triggers.ts';

const world = useFaultyWorld();

const codes = [
  'CANCELLED',
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'ABORTED',
  'INTERNAL',
  'UNAVAILABLE',
  'UNAUTHENTICATED',
] as const;

interface Failure {
  readonly name: string;
  readonly method: FirestoreMethod;
  readonly action: FaultAction;
}

const failures: readonly Failure[] = [
  ...codes.flatMap((code): Failure[] => [
    { name: `${code} before the commit has landed`, method: 'Commit', action: requestLost({ code }) },
    { name: `${code} after the commit has landed`, method: 'Commit', action: answerLost({ code }) },
  ]),
  { name: 'no answer to the commit, ever', method: 'Commit', action: answerBlackHole() },
  { name: 'a read that fails', method: 'BatchGetDocuments', action: requestLost({ code: 'UNAVAILABLE' }) },
];

interface Outcome {
  readonly firedCount: number;
  readonly statuses: readonly (number | null)[];
  readonly elapsedMs: number;
  readonly state: string | undefined;
  readonly kinds: readonly string[];
}

/** One payment of one student, delivered into the failure and then once more. */
async function meet({ method, action }: Failure): Promise<Outcome> {
  const key = await enrolled();
  const { eventId, deliver } = await madePayment(key);
  // What a booking reads is the enrollment; what it is expected to create is not read.
  const marker = method === 'BatchGetDocuments' ? key.userId : eventId;
  const fault = world().proxy.plan({ methods: [method], where: mentioning(marker), action });
  const startedAt = Date.now();
  const first = await deliver();
  const elapsedMs = Date.now() - startedAt;
  const firedCount = fault.firedCount();
  const state = (await inboxEntry(eventId))?.state;
  const statuses = [first, await deliver()];
  return { firedCount, statuses, elapsedMs, state, kinds: kindsOf(await accountOf(key)) };
}

describe('while a payment is booked', () => {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    allowRetries(100);
    const met = failures.map(async failure => outcomes.set(failure.name, await meet(failure)));
    await Promise.all(met);
  });

  it.each(failures)('$name: it is booked once, and the answer is true', ({ name }) => {
    expect(outcomes.get(name)).toMatchObject({
      firedCount: 1,
      statuses: [200, 200],
      state: 'applied',
      kinds: ['payment', 'tuition'],
    });
  });

  it('Stripe, who waits ten seconds, is answered in time', () => {
    for (const { elapsedMs } of outcomes.values()) expect(elapsedMs).toBeLessThan(10_000);
  });

  it('all connections were cut while nothing happened: the next payment is booked all the same', async () => {
    const key = await enrolled();
    const { deliver } = await madePayment(key);
    world().cutConnections();
    expect(await deliver()).toBe(200);
    expect(kindsOf(await accountOf(key))).toEqual(['payment', 'tuition']);
  });
});
