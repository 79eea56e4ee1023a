import { wholeNumber } from '../whole-number.ts';

export interface LimitTexts {
  readonly perDay: string;
  readonly perWeek: string;
  readonly perMonth: string;
}

export const noLimits: LimitTexts = { perDay: '', perWeek: '', perMonth: '' };

const MAX_UNITS = 1_000;

/** Undefined where the field holds no count; an empty field means what the policy says. */
const limitOf = (text: string): number | null | undefined => {
  if (text.trim() === '') return null;
  const limit = wholeNumber({ text, atMost: MAX_UNITS });
  return limit === 0 ? undefined : limit;
};

/** Only the limits that were filled in; undefined if one of them is no count. */
export function limitsOf(
  texts: LimitTexts,
): { perDay?: number; perWeek?: number; perMonth?: number } | undefined {
  const [perDay, perWeek, perMonth] = [texts.perDay, texts.perWeek, texts.perMonth].map(limitOf);
  if (perDay === undefined || perWeek === undefined || perMonth === undefined) return undefined;
  return {
    ...(perDay === null ? {} : { perDay }),
    ...(perWeek === null ? {} : { perWeek }),
    ...(perMonth === null ? {} : { perMonth }),
  };
}
