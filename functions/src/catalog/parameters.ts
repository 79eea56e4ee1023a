import type { PolicyRules } from './policy-rules.ts';
import type { Terms } from './schema.ts';

/** Every path of a policy's terms or rules, also of what holds others: `challenges`, `challenges.onFailure.strategy`. */
export function parameterPathsOf(holder: Terms | PolicyRules): readonly string[] {
  return leavesOf(holder).flatMap(({ path }) => path.map((_, index) => path.slice(0, index + 1).join('.')));
}

/** The parameters that carry a number, each of which wants a source: `dailyLimit.seconds`, `exams.0.attempts`. */
export function numbersOf({ terms, rules }: { terms: Terms; rules: PolicyRules }): readonly string[] {
  return [...leavesOf(terms), ...leavesOf(rules)]
    .filter(({ value }) => typeof value === 'number')
    .map(({ path }) => path.join('.'));
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

function leavesOf(holder: object): readonly Leaf[] {
  return Object.entries(holder).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && Object.keys(value).length > 0
      ? leavesOf(value).map(leaf => ({ path: [key, ...leaf.path], value: leaf.value }))
      : [{ path: [key], value }],
  );
}
