import { parameterPathsOf } from './parameters.ts';
import type { PolicyRules, PolicySource } from './policy-rules.ts';
import { type Problem, problemAt, repeated } from './problem.ts';
import { DAY_SECONDS, dailySecondsOf, delaysOf } from './rules-problems.ts';
import type { Terms } from './schema.ts';

interface Policy {
  readonly terms: Terms;
  readonly rules: PolicyRules;
  readonly sources: readonly PolicySource[];
}

/** Where terms, rules and sources of a version contradict each other. */
export function policyProblems(policy: Policy): readonly Problem[] {
  return [...deadlineProblems(policy), ...sourceProblems(policy)];
}

function deadlineProblems({ terms, rules }: Policy): readonly Problem[] {
  if (terms.completeWithin === null) return [];
  const { seconds } = terms.completeWithin;
  const problems: Problem[] = [];
  const reachable = mostSecondsIn({ rules, seconds });
  if (rules.requiredSeconds > reachable)
    problems.push(
      problemAt(
        ['rules', 'requiredSeconds'],
        `cannot be reached within terms.completeWithin: ${reachable} s can, by breaks and daily limit`,
      ),
    );
  if (seconds > rules.retentionYears * 365 * DAY_SECONDS)
    problems.push(
      problemAt(
        ['rules', 'retentionYears'],
        'is shorter than terms.completeWithin: the first record would go before the course ends',
      ),
    );
  for (const [index, exam] of rules.exams.entries())
    if (delaysOf(exam) >= seconds)
      problems.push(
        problemAt(
          ['rules', 'exams', index, 'delaySeconds'],
          'with all attempts takes longer than terms.completeWithin',
        ),
      );
  return problems;
}

/**
 * What a student can be credited with in so much time, begun at the worst moment of a day. Breaks take their part of
 * every day, whether or not there is a daily limit.
 */
export function mostSecondsIn({ rules, seconds }: { rules: PolicyRules; seconds: number }): number {
  const { breakEverySeconds: every, breakSeconds } = rules;
  const studied = (span: number): number =>
    every === null || breakSeconds === null
      ? span
      : Math.floor(span / (every + breakSeconds)) * every + Math.min(every, span % (every + breakSeconds));
  const most = (span: number): number => Math.min(studied(span), dailySecondsOf(rules) ?? span);
  return Math.floor(seconds / DAY_SECONDS) * most(DAY_SECONDS) + most(seconds % DAY_SECONDS);
}

function sourceProblems({ terms, rules, sources }: Policy): readonly Problem[] {
  const known = new Set([...parameterPathsOf(terms), ...parameterPathsOf(rules)]);
  const unknown = sources.flatMap(({ parameter }, index) =>
    known.has(parameter)
      ? []
      : [problemAt(['sources', index, 'parameter'], 'names no parameter of this policy')],
  );
  const twice = repeated(sources.map(({ parameter }) => parameter)).map(index =>
    problemAt(['sources', index, 'parameter'], 'is there twice'),
  );
  return [...unknown, ...twice];
}
