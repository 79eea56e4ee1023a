import type { StageName } from './schema.ts';
import type { Stage } from './stage.ts';
import { balances } from './stage-balances.ts';
import { hours } from './stage-hours.ts';
import { lessons } from './stage-lessons.ts';
import { quizzes } from './stage-quizzes.ts';
import { seats } from './stage-seats.ts';
import { summaries } from './stage-summaries.ts';
import { totals } from './stage-totals.ts';
import { units } from './stage-units.ts';

/** Every kind of counter there is. */
export const stages: Readonly<Record<StageName, Stage>> = {
  balances,
  seats,
  units,
  quizzes,
  hours,
  lessons,
  summaries,
  totals,
};
