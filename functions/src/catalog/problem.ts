/** What is wrong with a policy, a quiz or a course, and where: `['exams', 0, 'questions']`. */
export interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

export const problemAt = (path: Problem['path'], message: string): Problem => ({ path, message });

/** Where a value stands that was there before. */
export function repeated(values: readonly string[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}
