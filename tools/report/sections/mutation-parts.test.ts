import { aRun } from '../fixtures/run.ts';
import { mutationParts, withoutParts } from './mutation-parts.ts';

const measures = {
  moneyNoticed: 90,
  moneySurvived: 7,
  moneyUntouched: 3,
  moneyPercentOfTouched: 92.8,
  workers: 2,
};

test('each part of the rules has its row', () => {
  expect(String(mutationParts({ name: 'mutation', measures }))).toContain(
    'money: noticed 90, survived 7, no test there 3.',
  );
});

test('what the picture shows is not told again, all else stays', () => {
  expect(withoutParts(aRun({ measures })).measures).toEqual({ workers: 2 });
});

test('a run that names no parts has no picture', () => {
  expect(String(mutationParts({ name: 'mutation', measures: { score: 90 } }))).toBe('');
});
