import { useState } from 'react';
import { wholeNumber } from '../whole-number.ts';
import { dayOfText } from './days.ts';
import { limitsOf, noLimits } from './limits.ts';
import { dayEnd } from './validity.ts';

const MAX_UNITS = 1_000;

export interface TermsTexts {
  readonly units: string;
  /** First and last day, as date fields have them. */
  readonly from: string;
  readonly to: string;
}

/** How many units, from when to when, and at most how many at a time. */
export function useTermsForm({ first, atLeast }: { first: TermsTexts; atLeast: number }) {
  const [texts, setTexts] = useState(first);
  const [limitTexts, setLimitTexts] = useState(noLimits);
  const set = (name: keyof TermsTexts) => (text: string) => setTexts(before => ({ ...before, [name]: text }));
  const totalUnits = wholeNumber({ text: texts.units, atMost: MAX_UNITS }) ?? 0;
  const from = dayOfText(texts.from);
  const lastDay = dayOfText(texts.to);
  const limits = limitsOf(limitTexts);
  const areDaysRight = from !== undefined && lastDay !== undefined && lastDay >= from;
  const problems = {
    units: totalUnits < atLeast ? `At least ${atLeast}, at most ${MAX_UNITS}.` : undefined,
    days: areDaysRight ? undefined : 'The last day must not be before the first.',
    limits: limits === undefined ? 'Whole numbers from 1 on, or nothing.' : undefined,
  };
  const given = { ...limits };
  return {
    ...{ texts, set, limitTexts, setLimitTexts, problems, totalUnits },
    validFrom: from?.toISOString() ?? '',
    validTo: lastDay === undefined ? '' : dayEnd.of(lastDay).toISOString(),
    limits: Object.keys(given).length === 0 ? {} : { limits: given },
    isComplete: Object.values(problems).every(problem => problem === undefined),
  };
}
export type TermsForm = ReturnType<typeof useTermsForm>;
