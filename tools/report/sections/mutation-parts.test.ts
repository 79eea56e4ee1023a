import { aRun } from '../fixtures/run.ts';
import { mutationParts, withoutParts } from './mutation-parts.ts';

const measures = {
  moneyNoticed: 90,
  moneySurvived: 7,
  moneyUntouched: 3,
  moneyPercentOfTouched: 92.8,
  workers: 2,
};

test('each part of the rules has its row, whichever run tried it', () => {
  const units = { unitsNoticed: 5, unitsSurvived: 1, unitsUntouched: 0 };
  const picture = String(mutationParts([{ measures }, { measures: units }]));
  expect(picture).toContain('money: noticed 90, survived 7, no test there 3; units');
  expect(picture).toContain('units: noticed 5, survived 1, no test there 0.');
});

test('what the picture shows is not told again, all else stays', () => {
  expect(withoutParts(aRun({ measures })).measures).toEqual({ workers: 2 });
});

test('a run that names no parts has no picture', () => {
  expect(String(mutationParts([{ measures: { score: 90 } }]))).toBe('');
});
