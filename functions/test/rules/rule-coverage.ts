import { z } from 'zod';

/** A place in the rules; lines and columns start at 1, `endOffset` is the last character's. */
const SourcePosition = z.object({
  line: z.int(),
  column: z.int(),
  currentOffset: z.int(),
  endOffset: z.int(),
});

/** An outcome and how often: `{boolValue: true}`, `{undefined: …}` for an error, `{}` for «skipped». */
const Outcome = z.object({ value: z.record(z.string(), z.unknown()) });

const Expression = z.object({
  sourcePosition: SourcePosition,
  values: z.array(Outcome).default([]),
  get children() {
    return z.array(Expression).default([]);
  },
});
type Expression = z.infer<typeof Expression>;

/** What the emulator reports of one project: the rules, and every expression with the values it has had. */
export const CoverageReport = z.object({
  rules: z.object({ files: z.array(z.object({ content: z.string() })).min(1) }),
  report: z.array(Expression),
});
export type CoverageReport = z.input<typeof CoverageReport>;

function problemOf(expression: Expression): string | undefined {
  const values = expression.values.map(outcome => outcome.value);
  // A value without content means that the expression was skipped, one with `undefined` that it failed.
  const results = values.filter(value => Object.keys(value).length > 0 && !('undefined' in value));
  if (results.length === 0)
    return values.some(value => 'undefined' in value) ? 'always failed' : 'never evaluated';
  // A condition yields booleans alone; a field read from a forged document may be one among other values.
  if (!results.every(value => 'boolValue' in value)) return undefined;
  if (!results.some(value => value['boolValue'] === false)) return 'never false';
  return results.some(value => value['boolValue'] === true) ? undefined : 'never true';
}

function gapsIn({ expression, source }: { expression: Expression; source: string }): string[] {
  const { line, column, currentOffset, endOffset } = expression.sourcePosition;
  const problem = problemOf(expression);
  const text = source.slice(currentOffset, endOffset + 1);
  const own = problem === undefined ? [] : [`firestore.rules:${line}:${column} ${problem}: ${text}`];
  return [...own, ...expression.children.flatMap(child => gapsIn({ expression: child, source }))];
}

/**
 * Names every expression that the tests have not tried out: never evaluated, only ever an error, or, for
 * conditions at any depth, not seen both true and false. A condition that no test has seen false might as well
 * not be there.
 *
 * @returns one line for each, empty when all is covered.
 */
export function coverageGaps(input: CoverageReport): string[] {
  const { rules, report } = CoverageReport.parse(input);
  const source = rules.files[0]?.content ?? '';
  return report.flatMap(expression => gapsIn({ expression, source }));
}

/** Fetches a project's report. @throws when the emulator has none: no rules were loaded, or none was asked. */
export async function fetchCoverage(projectUrl: string): Promise<CoverageReport> {
  const response = await fetch(`${projectUrl}:ruleCoverage`);
  if (!response.ok)
    throw new Error(`The emulator gave no rule coverage: ${response.status} ${await response.text()}`);
  return CoverageReport.parse(await response.json());
}
