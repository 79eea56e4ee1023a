import { type JestReport, summarize } from './summary.ts';

const report = (figures: Partial<JestReport>): JestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...figures,
});

test('passed and failed tests of all groups are summed', () => {
  const summary = summarize([
    { kind: 'check', name: 'lint', ok: true },
    { kind: 'tests', name: 'unit', ok: true, report: report({ numPassedTests: 40 }) },
    { kind: 'tests', name: 'rules', ok: false, report: report({ numPassedTests: 2, numFailedTests: 3 }) },
  ]);
  expect(summary).toEqual({ passed: 42, failed: 3 });
});

test('a failed check counts as a failure', () => {
  expect(summarize([{ kind: 'check', name: 'typecheck', ok: false }])).toEqual({ passed: 0, failed: 1 });
});

test('a test file that could not be run at all counts as a failure', () => {
  const broken = report({ numPassedTests: 5, numRuntimeErrorTestSuites: 2 });
  expect(summarize([{ kind: 'tests', name: 'unit', ok: false, report: broken }])).toEqual({
    passed: 5,
    failed: 2,
  });
});

test.each([undefined, report({ numPassedTests: 9 })])('a jest that died is never a success: %j', found => {
  expect(summarize([{ kind: 'tests', name: 'unit', ok: false, report: found }]).failed).toBe(1);
});
