import type { Course, Enrollment, PolicyRules, QuizRecord } from '../../../../client/src/index.ts';
import { hasLapsed, isOver, wasNotPaidInTime } from './end.ts';

/** The one thing to do next, with what its card has to say. Amounts are minor units. */
export type NextStep =
  | { readonly kind: 'signIn' }
  | { readonly kind: 'enroll' }
  | { readonly kind: 'joinWaitingList' }
  | { readonly kind: 'full' }
  | { readonly kind: 'waitForSeat' }
  | { readonly kind: 'payDeposit'; readonly atLeast: number }
  | { readonly kind: 'disputed' }
  | { readonly kind: 'locked'; readonly until: Date | null }
  | { readonly kind: 'closed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'notPaidInTime' }
  | { readonly kind: 'answerQuestions' }
  | { readonly kind: 'answerCheck' }
  | { readonly kind: 'study'; readonly lessonId: string; readonly isFirst: boolean }
  | { readonly kind: 'studyMore'; readonly lessonId: string; readonly missingSeconds: number }
  | { readonly kind: 'exam'; readonly quizId: string; readonly attemptsLeft: number }
  | { readonly kind: 'waitForExam'; readonly quizId: string; readonly opensAt: Date }
  | { readonly kind: 'examExhausted'; readonly quizId: string }
  | { readonly kind: 'payRest'; readonly due: number }
  | { readonly kind: 'enterName' }
  | { readonly kind: 'getCertificate' }
  | { readonly kind: 'done' };

export interface Standing {
  readonly isSignedIn: boolean;
  readonly course: Pick<Course, 'modules'>;
  readonly enrollment: Enrollment | null;
  readonly rules: PolicyRules;
  /** Of the policy's exams; those never begun are not in it. */
  readonly quizRecords: readonly QuizRecord[];
  readonly seatsLeft: number;
  readonly waitingPlacesLeft: number;
  /** As it is to be printed; empty while the profile has none. */
  readonly studentName: string;
  /** This browser remembers that the personal questions were answered. */
  readonly hasAnsweredQuestions: boolean;
  readonly now: Date;
}

export const lessonOrderOf = ({ modules }: Pick<Course, 'modules'>): readonly string[] =>
  modules.flatMap(({ lessonIds }) => lessonIds);

/** What counts toward the hours, of closed sessions. */
export const creditedSecondsOf = ({
  creditedSeconds,
  adjustedSeconds,
}: Pick<Enrollment, 'creditedSeconds' | 'adjustedSeconds'>): number => creditedSeconds + adjustedSeconds;

/** Whether there is anything to pay for: afterwards money is only returned. */
export function isPayable({ enrollment, now }: { enrollment: Enrollment; now: Date }): boolean {
  switch (enrollment.enrollmentStatus) {
    case 'PENDING_PAYMENT':
    case 'ACTIVE':
    case 'COMPLETED':
    case 'CERTIFIED':
      return enrollment.amountDue > 0 && !isOver({ enrollment, now });
    case 'WAITLISTED':
    case 'CANCELLED':
    case 'EXPIRED':
      return false;
  }
}

/** Paid at least from now until the course opens; 0 once enough is there. */
export function missingToOpen({
  terms,
  amountTotal,
  amountPaid,
  amountRefunded,
  amountDue,
}: Enrollment): number {
  const wanted = Math.min(terms.minimumPaidToOpen, amountTotal);
  return Math.min(amountDue, Math.max(0, wanted - (amountPaid - amountRefunded)));
}

export function nextStep(standing: Standing): NextStep {
  const { enrollment, isSignedIn } = standing;
  if (!isSignedIn) return { kind: 'signIn' };
  if (enrollment === null) return entrance(standing);
  return stepOutside({ enrollment, now: standing.now }) ?? stepInside({ ...standing, enrollment });
}

function entrance({ seatsLeft, waitingPlacesLeft }: Standing): NextStep {
  if (seatsLeft > 0) return { kind: 'enroll' };
  return waitingPlacesLeft > 0 ? { kind: 'joinWaitingList' } : { kind: 'full' };
}

/** What keeps a student out of the course; undefined where nothing does. */
function stepOutside({ enrollment, now }: { enrollment: Enrollment; now: Date }): NextStep | undefined {
  if (wasNotPaidInTime({ enrollment, now })) return { kind: 'notPaidInTime' };
  switch (enrollment.enrollmentStatus) {
    case 'WAITLISTED':
      return { kind: 'waitForSeat' };
    case 'CANCELLED':
      return { kind: 'closed' };
    case 'EXPIRED':
      return { kind: 'expired' };
    case 'CERTIFIED':
      return { kind: 'done' };
    case 'PENDING_PAYMENT':
    case 'ACTIVE':
    case 'COMPLETED':
      return closedDoor({ enrollment, now });
  }
}

function closedDoor({ enrollment, now }: { enrollment: Enrollment; now: Date }): NextStep | undefined {
  const { accessStatus, amountDisputed, identity } = enrollment;
  if (isOver({ enrollment, now })) return { kind: 'expired' };
  if (amountDisputed > 0) return { kind: 'disputed' };
  if (identity.lock !== null && !hasLapsed({ until: identity.lock.until, now }))
    return { kind: 'locked', until: identity.lock.until };
  if (missingToOpen(enrollment) > 0) return { kind: 'payDeposit', atLeast: missingToOpen(enrollment) };
  // A lock whose time is over is lifted by the next session; until then the course only looks closed.
  return accessStatus === 'ACTIVE' || identity.lock !== null ? undefined : { kind: 'closed' };
}

type Inside = Standing & { readonly enrollment: Enrollment };

function stepInside(standing: Inside): NextStep {
  const { enrollment, rules, hasAnsweredQuestions } = standing;
  const { identity, amountDue } = enrollment;
  if (identity.openChallenge !== null) return { kind: 'answerCheck' };
  // The first check is set when the first session starts, which only registered answers allow.
  const mustAnswer = rules.challenges !== null && identity.nextChallengeAtSeconds === null;
  if (mustAnswer && !hasAnsweredQuestions) return { kind: 'answerQuestions' };
  const step = studyStep(standing) ?? examStep(standing);
  if (step !== undefined) return step;
  if (amountDue > 0) return { kind: 'payRest', due: amountDue };
  return standing.studentName.trim() === '' ? { kind: 'enterName' } : { kind: 'getCertificate' };
}

function studyStep({ course, enrollment, rules }: Inside): NextStep | undefined {
  const order = lessonOrderOf(course);
  const done = new Set(enrollment.completedLessonIds);
  const next = order.find(lessonId => !done.has(lessonId));
  if (next !== undefined) return { kind: 'study', lessonId: next, isFirst: done.size === 0 };
  const missingSeconds = rules.requiredSeconds - creditedSecondsOf(enrollment);
  const last = order.at(-1);
  if (missingSeconds <= 0 || last === undefined) return undefined;
  return { kind: 'studyMore', lessonId: last, missingSeconds };
}

function examStep({ rules, quizRecords, now }: Inside): NextStep | undefined {
  for (const exam of rules.exams) {
    const { quizId } = exam;
    const record = quizRecords.find(each => each.quizId === quizId);
    if (record?.passed === true) continue;
    const attemptsLeft = exam.attempts + (record?.extraAttempts ?? 0) - (record?.attemptsUsed ?? 0);
    if (record !== undefined && record.openAttemptId !== null) return { kind: 'exam', quizId, attemptsLeft };
    if (attemptsLeft <= 0) return { kind: 'examExhausted', quizId };
    const opensAt = examOpensAt({ record, delaySeconds: exam.delaySeconds });
    if (opensAt !== null && opensAt > now) return { kind: 'waitForExam', quizId, opensAt };
    return { kind: 'exam', quizId, attemptsLeft };
  }
  return undefined;
}

/** From when on the next attempt may start; null: at once. */
export function examOpensAt(input: { record: QuizRecord | undefined; delaySeconds: number }): Date | null {
  const { record, delaySeconds } = input;
  if (record === undefined || record.passed || record.lastFinishedAt === null || delaySeconds === 0)
    return null;
  return new Date(record.lastFinishedAt.getTime() + delaySeconds * 1_000);
}
