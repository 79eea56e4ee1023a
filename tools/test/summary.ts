/** The figures of a jest report (`--json`) that count. */
export type JestReport = {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that could not be run at all: their tests are in none of the other figures. */
  numRuntimeErrorTestSuites: number;
};

export type Step =
  | { kind: 'check'; name: string; ok: boolean }
  | { kind: 'tests'; name: string; ok: boolean; report: JestReport | undefined };

export type Summary = { passed: number; failed: number };

function failuresOf(step: Step): number {
  if (step.kind === 'check') return step.ok ? 0 : 1;
  const counted = (step.report?.numFailedTests ?? 0) + (step.report?.numRuntimeErrorTestSuites ?? 0);
  // Jest can fail without a failed test: no report at all, or a worker that died. Never call that a success.
  return step.ok ? counted : Math.max(1, counted);
}

/** Sums all steps. A check that failed, or a jest that died, counts as one failure. */
export function summarize(steps: readonly Step[]): Summary {
  const passed = steps.map(step => (step.kind === 'tests' ? (step.report?.numPassedTests ?? 0) : 0));
  const failed = steps.map(failuresOf);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { passed: sum(passed), failed: sum(failed) };
}
