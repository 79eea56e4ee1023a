import { countHolds } from './driving.ts';
import type { Sample } from './protocol.ts';

const told = (answer: string): Sample => ({ index: 0, latencyMs: 1, kind: 'answered', answer });

const count = (input: Partial<Parameters<typeof countHolds>[0]> = {}) =>
  countHolds({
    samples: [told('HELD'), told('UNITS_EXCEEDED')],
    held: [{ units: 75 }],
    totalUnits: 100,
    ...input,
  });

test('whoever was told so holds units, and there are enough', () => {
  expect(count()).toEqual({ missing: 0, overbooked: 0 });
});

test('a hold that was promised and is not stored is missing', () => {
  expect(count({ held: [] })).toEqual({ missing: 1, overbooked: 0 });
});

test('a hold whose answer was an error is not one that was promised', () => {
  const lost: Sample = { index: 0, latencyMs: 1, kind: 'error', message: 'UNAVAILABLE' };
  expect(count({ samples: [lost] })).toEqual({ missing: 0, overbooked: 0 });
});

test('units that nobody has are overbooked', () => {
  expect(count({ held: [{ units: 75 }, { units: 75 }] })).toMatchObject({ overbooked: 50 });
});
