import type { Identity } from '../enrollments/schema.ts';
import type { Challenge, ChallengeOutcome } from './schema.ts';

/** How many checks of a round were asked and how they went. */
export type Tallies = Pick<Identity, 'asked' | 'wrong' | 'silences' | 'wrongInARow'>;

export const noTallies: Tallies = { asked: 0, wrong: 0, silences: 0, wrongInARow: 0 };

/** The tallies after one more check. Silence counts as wrong. */
export function withOutcome(tallies: Tallies, outcome: ChallengeOutcome): Tallies {
  const isWrong = outcome !== 'CORRECT';
  return {
    asked: tallies.asked + 1,
    wrong: tallies.wrong + (isWrong ? 1 : 0),
    silences: tallies.silences + (outcome === 'EXPIRED' ? 1 : 0),
    wrongInARow: isWrong ? tallies.wrongInARow + 1 : 0,
  };
}

/** What the tallies of a round must be: those of its outcomes, in their order. For corrections, tests, reconciliation. */
export const talliesOf = (outcomes: readonly ChallengeOutcome[]): Tallies =>
  outcomes.reduce(withOutcome, noTallies);

/** What a check came to, as corrected; undefined while it waits for its answer. */
export function outcomeOf({
  state,
  correction,
}: Pick<Challenge, 'state' | 'correction'>): ChallengeOutcome | undefined {
  if (state === 'ISSUED') return undefined;
  return state === 'CORRECTED' ? correction?.to : state;
}
