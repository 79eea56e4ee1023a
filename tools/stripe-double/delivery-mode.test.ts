import { copyDelays, PLAIN_DELIVERY, planDelivery } from './delivery-mode.ts';
import { seededRandom } from './random.ts';

const random = seededRandom(7);
const plans = (mode: Partial<typeof PLAIN_DELIVERY>, count: number) =>
  Array.from({ length: count }, (_, index) =>
    planDelivery({ ...PLAIN_DELIVERY, ...mode }, { sequence: index + 1, random }),
  );

describe('the plan of a delivery', () => {
  test('plain delivery sends every event once, at once', () => {
    expect(plans({}, 2)).toEqual([
      { kind: 'send', delaysMs: [0] },
      { kind: 'send', delaysMs: [0] },
    ]);
  });

  test('losing every second event loses the second and the fourth', () => {
    expect(plans({ loseEvery: 2 }, 4).map(({ kind }) => kind)).toEqual(['send', 'lose', 'send', 'lose']);
  });

  test('holding comes before losing: nothing is lost while nothing is sent', () => {
    expect(plans({ hold: true, loseEvery: 1, loseNext: 5 }, 1)).toEqual([{ kind: 'withhold' }]);
  });

  test('shuffled copies wait between the delay and the end of the window', () => {
    const mode = { ...PLAIN_DELIVERY, duplicates: 99, shuffle: true, shuffleWindowMs: 50, delayMs: 10 };
    const delaysMs = copyDelays(mode, random);
    expect(delaysMs).toHaveLength(100);
    expect(Math.min(...delaysMs)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...delaysMs)).toBeLessThan(60);
    expect(new Set(delaysMs).size).toBeGreaterThan(10);
  });
});

describe('the seeded source of chance', () => {
  test('repeats itself from the same seed and differs from another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test('stays between 0 and 1 and is spread evenly', () => {
    const next = seededRandom(42);
    const numbers = Array.from({ length: 10_000 }, next);
    expect(numbers.every(number => number >= 0 && number < 1)).toBe(true);
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    expect(mean).toBeGreaterThan(0.48);
    expect(mean).toBeLessThan(0.52);
  });
});
