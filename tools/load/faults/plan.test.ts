import { LONGEST_PAUSE_MS, planFaults } from './plan.ts';

const plan = (seed: number) => planFaults({ seed, durationMs: 600_000, instances: 2 });
const kindsIn = (durationMs: number) =>
  new Set(planFaults({ seed: 1, durationMs, instances: 2 }).map(({ deed }) => deed.kind));

test('the same seed does the same things at the same moments, another seed others', () => {
  expect(plan(7)).toEqual(plan(7));
  expect(plan(7)).not.toEqual(plan(8));
});

test('within ten minutes every instance is killed again and again, and Firestore is paused', () => {
  const killed = plan(1).flatMap(({ deed }) => (deed.kind === 'kill' ? [deed.instance] : []));
  expect(killed.filter(instance => instance === 0).length).toBeGreaterThan(20);
  expect(killed.filter(instance => instance === 1).length).toBeGreaterThan(20);
  const pauses = plan(1).flatMap(({ deed }) => (deed.kind === 'pause' ? [deed.forMs] : []));
  expect(pauses.length).toBeGreaterThan(20);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
});

test('a run of seconds meets every kind of fault', () => {
  expect(kindsIn(12_000)).toEqual(new Set(['kill', 'pause', 'wire', 'delivery']));
});

test('nothing is done, and nothing lasts, once the faults are over', () => {
  for (const { atMs, deed } of plan(3))
    expect(atMs + (deed.kind === 'pause' ? deed.forMs : 0)).toBeLessThan(600_000);
});
