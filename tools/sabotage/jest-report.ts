import { z } from 'zod';

/** What jest's `--json` tells, as far as it is looked at. */
const JestJson = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export interface JestOutcome {
  readonly passed: number;
  /** Full names. */
  readonly failed: readonly string[];
  /** Files whose tests could not even be found: the code does not load. */
  readonly unloadable: readonly string[];
}

/** @param json what jest wrote with `--json` */
export function readJestReport(json: string): JestOutcome {
  const { testResults } = JestJson.parse(JSON.parse(json));
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: results.filter(({ status }) => status === 'passed').length,
    failed: results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    unloadable: testResults
      .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
      .map(({ name, message }) => `${name}: ${message.trim().split('\n').slice(0, 3).join(' ')}`),
  };
}
