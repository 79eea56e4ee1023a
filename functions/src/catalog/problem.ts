import type { z } from 'zod';

/** What is wrong with a policy, a quiz or a course, and where: `['exams', 0, 'questions']`. */
export interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

export const problemAt = (path: Problem['path'], message: string): Problem => ({ path, message });

/** The same problems, seen from what holds the thing they are in. */
export const problemsUnder = (path: Problem['path'], problems: readonly Problem[]): Problem[] =>
  problems.map(problem => problemAt([...path, ...problem.path], problem.message));

/** A schema that refuses also what is well-formed and makes no sense. */
export const checked = <T extends z.ZodType>(
  schema: T,
  problemsOf: (value: z.output<T>) => readonly Problem[],
): T =>
  schema.superRefine((value, context) => {
    for (const { path, message } of problemsOf(value)) context.addIssue({ code: 'custom', path, message });
  });

/** Where a value stands that was there before. */
export function repeated(values: readonly string[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}
