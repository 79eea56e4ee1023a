import fc from 'fast-check';
import { afterStateTold } from '../../../src/payments/payment-state.ts';
import type { Payment, PaymentState } from '../../../src/payments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';

const second = (count: number) => new Date(Date.UTC(2026, 2, 1) + count * 1_000);
const payment = (state: PaymentState, stateAt: Date | null): Payment => ({
  paymentIntentId: Id.parse('pi_1'),
  userId: Id.parse('student-1'),
  courseId: Id.parse('course-1'),
  requestedAmount: 100,
  state,
  stateAt,
});
interface Told {
  readonly state: PaymentState;
  readonly at: number;
}

/** The state after these news, in the order in which they arrive. */
function afterAll(news: readonly Told[]): PaymentState {
  let now = payment('REQUESTED', null);
  for (const { state, at } of news) now = afterStateTold({ payment: now, state, toldAt: second(at) }) ?? now;
  return now.state;
}

describe('what a payment did last', () => {
  it.each([
    ['PROCESSING after SUCCEEDED, in the same second', 'SUCCEEDED', 'PROCESSING', 0, 'SUCCEEDED'],
    ['SUCCEEDED after PROCESSING, in the same second', 'PROCESSING', 'SUCCEEDED', 0, 'SUCCEEDED'],
    ['PROCESSING after SUCCEEDED, a second later', 'SUCCEEDED', 'PROCESSING', 1, 'SUCCEEDED'],
    ['SUCCEEDED that was made earlier and comes later', 'FAILED', 'SUCCEEDED', -60, 'SUCCEEDED'],
    ['REQUESTED after PROCESSING, in the same second', 'PROCESSING', 'REQUESTED', 0, 'PROCESSING'],
    ['FAILED after PROCESSING, in the same second', 'PROCESSING', 'FAILED', 0, 'FAILED'],
    ['PROCESSING after FAILED, in the same second', 'FAILED', 'PROCESSING', 0, 'FAILED'],
    ['PROCESSING after FAILED, a second later: a second try', 'FAILED', 'PROCESSING', 1, 'PROCESSING'],
    ['FAILED made before the second try', 'PROCESSING', 'FAILED', -1, 'PROCESSING'],
    ['anything after CANCELED', 'CANCELED', 'PROCESSING', 5, 'CANCELED'],
    ['SUCCEEDED after CANCELED: money is money', 'CANCELED', 'SUCCEEDED', 5, 'SUCCEEDED'],
  ] as const)('%s', (_, known, told, later, expected) => {
    const before = payment(known, second(100));
    const after = afterStateTold({ payment: before, state: told, toldAt: second(100 + later) });
    expect((after ?? before).state).toBe(expected);
  });

  it('the same state told again, of the same second, changes nothing', () => {
    const before = payment('FAILED', second(100));
    expect(afterStateTold({ payment: before, state: 'FAILED', toldAt: second(100) })).toBeUndefined();
  });

  it('is the same in whatever order and however often the news arrive', () => {
    // One try after the other, as Stripe makes them; several within a second.
    const steps = fc.array(fc.constantFrom('PROCESSING' as const, 'FAILED' as const), { maxLength: 3 });
    const story = fc.record({
      tries: steps,
      end: fc.constantFrom<PaymentState | undefined>('SUCCEEDED', 'CANCELED', undefined),
      gap: fc.constantFrom(0, 1),
    });
    const told = story.chain(({ tries, end, gap }) => {
      // Only the further step can win within one second, so a story in one second has each of them once.
      const states = gap === 0 ? [...new Set(tries)].sort().reverse() : tries;
      const news = [...states, ...(end === undefined ? [] : [end])].map((state, at) => ({
        state,
        at: at * gap,
      }));
      const arrivals = [...news, ...news];
      return fc.record({
        news: fc.constant(news),
        arrivals: fc.shuffledSubarray(arrivals, { minLength: arrivals.length }),
      });
    });
    fc.assert(
      fc.property(told, ({ news, arrivals }) => {
        expect(afterAll(arrivals)).toBe(afterAll(news));
      }),
      { numRuns: 500 },
    );
  });

  it('the first news count whatever they are; that it was requested is known', () => {
    const fresh = payment('REQUESTED', null);
    expect(afterStateTold({ payment: fresh, state: 'REQUESTED', toldAt: second(1) })).toBeUndefined();
    expect(afterStateTold({ payment: fresh, state: 'PROCESSING', toldAt: second(1) })).toMatchObject({
      state: 'PROCESSING',
      stateAt: second(1),
    });
  });
});
