/** The story went otherwise than told. */
export class StepError extends Error {
  override readonly name = 'StepError';
}

export function expect(condition: boolean, what: string): void {
  if (!condition) throw new StepError(`Not as told: ${what}.`);
}

export function textIn(answer: Record<string, unknown>, field: string): string {
  const value = answer[field];
  if (typeof value !== 'string') throw new StepError(`The answer has no ${field}.`);
  return value;
}
