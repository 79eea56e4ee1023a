import { balanceEqualsLedger } from '../enrollments/balance.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import type { RecordSource } from './schema.ts';

/** What an auditor looks at first. Seconds, counts and minor units; a boolean says whether a sum comes out. */
export interface Totals {
  readonly requiredSeconds: number;
  /** Of closed sessions; of the open one; taken back (0 or less); what counts in all. */
  readonly creditedSeconds: number;
  readonly openSessionSeconds: number;
  readonly adjustedSeconds: number;
  readonly totalSeconds: number;
  readonly studyDays: number;
  readonly sessions: number;
  readonly sessionEvents: number;
  readonly lessonsCompleted: number;
  readonly examsPassed: number;
  readonly examsRequired: number;
  readonly checksAsked: number;
  readonly checksWrong: number;
  /** The days' seconds are the sessions' seconds. Null where only some sessions were asked for. */
  readonly daysAddUp: boolean | null;
  readonly adjustmentsAddUp: boolean;
  readonly balanceAddsUp: boolean;
  readonly chainsIntact: boolean;
}

export function totalsOf(source: RecordSource): Totals {
  const { enrollment, policy, sessions, days, quizzes, adjustments, ledger, range } = source;
  const open = sessions.find(({ session }) => session.endedAt === null);
  const openSessionSeconds = open?.session.creditedSeconds ?? 0;
  const { creditedSeconds, adjustedSeconds, completedLessonIds, identity } = enrollment;
  const isWhole = range.fromDay === null && range.toDay === null;
  const exams = new Set(policy.rules.exams.map(({ quizId }) => quizId));
  return {
    requiredSeconds: policy.rules.requiredSeconds,
    ...{ creditedSeconds, openSessionSeconds, adjustedSeconds },
    totalSeconds: totalCreditedSeconds({ enrollment, openSessionSeconds }),
    studyDays: days.filter(day => day.creditedSeconds > 0).length,
    sessions: sessions.length,
    sessionEvents: sum(sessions, ({ events }) => events.length),
    lessonsCompleted: completedLessonIds.length,
    examsPassed: quizzes.filter(({ record }) => exams.has(record.quizId) && record.passed).length,
    examsRequired: exams.size,
    checksAsked: identity.asked,
    checksWrong: identity.wrong,
    daysAddUp: isWhole
      ? sum(days, day => day.creditedSeconds) === creditedSeconds + openSessionSeconds &&
        sum(sessions, ({ session }) => session.creditedSeconds) === creditedSeconds + openSessionSeconds
      : null,
    adjustmentsAddUp: sum(adjustments, ({ seconds }) => seconds) === adjustedSeconds,
    balanceAddsUp: balanceEqualsLedger(enrollment, ledger),
    chainsIntact: sessions.every(({ findings }) => findings.length === 0),
  };
}

const sum = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((total, item) => total + amount(item), 0);

/** Whether everything that was checked came out. */
export const holds = ({ daysAddUp, adjustmentsAddUp, balanceAddsUp, chainsIntact }: Totals): boolean =>
  daysAddUp !== false && adjustmentsAddUp && balanceAddsUp && chainsIntact;
