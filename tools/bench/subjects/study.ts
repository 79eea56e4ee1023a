import type { PolicyRules } from '../../../functions/src/catalog/policy-rules.ts';
import type { HeartbeatCommandInput } from '../../../functions/src/compliance/heartbeat-command.ts';
import { type HeartbeatPlan, planHeartbeat } from '../../../functions/src/compliance/heartbeat-plan.ts';
import type { Session } from '../../../functions/src/compliance/schema.ts';
import { type SessionStarted, startSession } from '../../../functions/src/compliance/session-start.ts';
import { newStudyDay } from '../../../functions/src/compliance/study-days.ts';
import { nothingLearnt } from '../../../functions/src/enrollments/learning.ts';
import type { Enrollment } from '../../../functions/src/enrollments/schema.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import type { Work } from '../protocol.ts';

/** Everybody starts at the same moment, and is heard of once, a minute later. */
const startedAt = new Date('2026-03-02T15:00:00Z');
const heardAt = new Date('2026-03-02T15:01:00Z');
export const creditedByAll = 60;
/**
 * Heartbeats under way in one process: four of them have as many as one instance of the functions takes (80). All at
 * once would measure how long the emulator's queue gets before calls time out.
 */
export const STUDYING_AT_ONCE = 20;

const timeZone = 'America/New_York';
const dayKey = '2026-03-02';
const lessonId = Id.parse('welcome');
const terms = { minimumPaidToOpen: 0, overpayment: 'credit', completeWithin: null } as const;

const rules: PolicyRules = {
  requiredSeconds: 14_400,
  dailyLimit: { mode: 'calendarDay', seconds: 14_400 },
  wordsPerMinute: null,
  heartbeatSeconds: 60,
  maximumGapSeconds: 120,
  idleSeconds: 900,
  staleSeconds: 600,
  breakEverySeconds: 7_200,
  breakSeconds: 600,
  challenges: null,
  exams: [],
  certificate: { withinSeconds: null, serialPrefix: 'SB' },
  retentionYears: 3,
  video: { requiredPercent: 90, maximumRateHundredths: 150 },
};

const studentOf = ({ userId, courseId }: Work, index: number) => ({
  userId: Id.parse(`${userId}-${index}`),
  courseId: Id.parse(courseId),
});

/** Sessions have names of their own, as in life: all of one name would be neighbours in one index. */
const sessionIdOf = ({ run }: Work, index: number): Id => Id.parse(`session-${run}-${index}`);

function enrollmentOf(work: Work, index: number): Enrollment {
  return {
    ...studentOf(work, index),
    ...nothingLearnt,
    registrationId: Id.parse(`registration-${index}`),
    enrollmentStatus: 'ACTIVE',
    paymentStatus: 'COMPLETED',
    accessStatus: 'ACTIVE',
    price: 0,
    amountTotal: 0,
    amountPaid: 0,
    amountDue: 0,
    amountRefunded: 0,
    amountDisputed: 0,
    creditBalance: 0,
    currency: 'usd',
    policyId: Id.parse('bench-policy'),
    policyVersion: 1,
    terms,
    timeZone,
    openPayment: null,
    waitlistNumber: null,
    registeredAt: startedAt,
    activatedAt: startedAt,
    expiresAt: null,
    cancelledAt: null,
    cancelReason: null,
  };
}

/** What is there before the round: an enrollment and a session just started. */
export function startedOf(work: Work, index: number): SessionStarted {
  const offer = { published: true, price: 0, currency: 'usd' as const, terms };
  const lesson = {
    lessonId,
    title: 'Welcome',
    minimumSeconds: 60,
    maximumSeconds: 7_200,
    words: 0,
    videoSeconds: 0,
    content: null,
  };
  const course = {
    ...offer,
    courseId: Id.parse(work.courseId),
    title: 'A course under load',
    capacity: 1,
    waitlistCapacity: 0,
    policyId: Id.parse('bench-policy'),
    policyVersion: 1,
    timeZone,
    modules: [{ moduleId: Id.parse('start'), title: 'Start', lessonIds: [lessonId] }],
    quizIds: [],
  };
  const started = startSession({
    wish: { sessionId: sessionIdOf(work, index), device: 'a browser', beaconSecret: 'x', jitterUnit: 0 },
    enrollment: enrollmentOf(work, index),
    last: null,
    rules,
    course,
    entry: { lessonId, course, lesson, progress: undefined },
    profile: undefined,
    days: new Map(),
    now: startedAt,
  });
  if (started.kind === 'refused') throw new Error(`The benchmark's session was refused: ${started.reason}`);
  return started;
}

/** The command that the heartbeat function submits. */
export function heartbeatOf(work: Work, index: number): HeartbeatCommandInput {
  const key = studentOf(work, index);
  const sessionId = sessionIdOf(work, index);
  return {
    key,
    request: {
      courseId: key.courseId,
      sessionId,
      sequence: 1,
      lessonId,
      engaged: true,
      clientTime: heardAt.toISOString(),
    },
    timeZone,
    rules,
    wantedCheck: {
      rules: null,
      challengeId: Id.parse(`check-${index}`),
      chance: { jitterUnit: 0, questionUnit: 0 },
    },
    now: heardAt,
    more: undefined,
  };
}

/** What the heartbeat writes, so that the floor writes the very same. */
export function heartbeatPlanOf({
  session,
  enrollment,
}: {
  session: Session;
  enrollment: Enrollment;
}): HeartbeatPlan {
  const { wantedCheck } = heartbeatOf({ run: 'x', courseId: 'x', userId: 'x', first: 0, count: 0 }, 0);
  const day = newStudyDay({ dayKey, now: heardAt, retentionYears: rules.retentionYears });
  const plan = planHeartbeat({
    session,
    enrollment,
    days: new Map([[dayKey, day]]),
    beat: { sequence: 1, lessonId, engaged: true, clientTime: heardAt.toISOString() },
    now: heardAt,
    wantedCheck,
    more: undefined,
  });
  if (plan.kind === 'refused') throw new Error(`The benchmark's heartbeat was refused: ${plan.reason}`);
  return plan;
}
