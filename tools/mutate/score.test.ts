import { type Mutation, notNoticed, scoreOf } from './score.ts';

const mutation = (status: Mutation['status'], line = 1, file = 'a.ts'): Mutation => ({
  file,
  line,
  change: 'a → b',
  status,
});

test('a damage that a test fails at, or that never ends, is noticed; the rest is not', () => {
  const statuses = ['Killed', 'Timeout', 'Killed', 'Survived', 'NoCoverage', 'Ignored'] as const;
  expect(scoreOf(statuses.map(status => mutation(status)))).toEqual({
    noticed: 3,
    survived: 1,
    untouched: 1,
    ofTouched: 75,
    ofAll: 60,
  });
});

test('where nothing was damaged nothing is proven', () => {
  expect(scoreOf([])).toMatchObject({ ofTouched: 0, ofAll: 0 });
  expect(scoreOf([mutation('Ignored')])).toMatchObject({ ofTouched: 0, ofAll: 0 });
});

test.each(['RuntimeError', 'Pending'] as const)('a run that was not finished has no score: %s', status => {
  expect(() => scoreOf([mutation('Killed'), mutation(status)])).toThrow('not tested to its end');
});

test('what was not noticed is listed by place, where no test goes too', () => {
  const all = [
    mutation('Survived', 9, 'b.ts'),
    mutation('Killed', 1, 'a.ts'),
    mutation('NoCoverage', 20, 'a.ts'),
    mutation('Survived', 3, 'a.ts'),
  ];
  expect(notNoticed(all).map(({ file, line }) => `${file}:${line}`)).toEqual(['a.ts:3', 'a.ts:20', 'b.ts:9']);
});
