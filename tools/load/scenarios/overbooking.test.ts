import { type UnitMove, unitsOverbooked } from './overbooking.ts';

const move = (at: number, effect: Partial<UnitMove['effect']>): UnitMove => ({
  kind: 'any',
  effect: { total: 0, reserved: 0, consumed: 0, ...effect },
  recordedAt: new Date(at),
});

test('units that come back can be held again', () => {
  const moves = [
    move(1, { total: 1 }),
    move(2, { reserved: 1 }),
    move(3, { reserved: -1 }),
    move(4, { reserved: 1 }),
  ];
  expect(unitsOverbooked(moves)).toBe(0);
});

test('a hold beyond what there was is found, though all is well at the end', () => {
  const moves = [
    move(1, { total: 1 }),
    move(3, { reserved: 1 }),
    move(2, { reserved: 1 }),
    move(4, { reserved: -1, consumed: 1 }),
    move(5, { reserved: -1 }),
  ];
  expect(unitsOverbooked(moves)).toBe(1);
});

test('entries of one commit have no order among them', () => {
  const moves = [
    move(1, { total: 1 }),
    move(2, { reserved: 1 }),
    move(3, { reserved: 1 }),
    move(3, { reserved: -1 }),
  ];
  expect(unitsOverbooked(moves)).toBe(0);
});
