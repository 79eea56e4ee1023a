import { readJestReport } from './jest-report.ts';

const file = (status: string, ...assertionResults: { fullName: string; status: string }[]) => ({
  name: 'a.test.ts',
  status,
  message: 'SyntaxError: no\nat line 1',
  assertionResults,
});
const read = (...testResults: ReturnType<typeof file>[]) => readJestReport(JSON.stringify({ testResults }));

test('tests that failed are told by name, those that passed are counted, skipped ones are neither', () => {
  const outcome = read(
    file(
      'failed',
      { fullName: 'a payment counts once', status: 'failed' },
      { fullName: 'a refund counts once', status: 'passed' },
      { fullName: 'a dispute counts once', status: 'pending' },
    ),
  );
  expect(outcome).toEqual({ passed: 1, failed: ['a payment counts once'], unloadable: [] });
});

test('code that cannot even be loaded is no damage that a test noticed', () => {
  const outcome = read(file('failed'));
  expect(outcome.failed).toEqual([]);
  expect(outcome.unloadable).toEqual(['a.test.ts: SyntaxError: no at line 1']);
});
