import type { Random } from '../time/random.ts';

/** A course of one term of the simulated school, with what its students must know of it. */
export interface Term {
  readonly number: number;
  readonly courseId: string;
  readonly lessonIds: readonly string[];
  readonly quizId: string;
  readonly bank: readonly string[];
  readonly heartbeatSeconds: number;
  readonly hasChecks: boolean;
  readonly text: string;
}

const bank = ['first-pet', 'first-school', 'dream-car'];
const questions = Array.from({ length: 5 }, (_, index) => ({
  kind: 'singleChoice',
  questionId: `question-${index}`,
  prompt: `Which one is right, ${index}?`,
  points: 1,
  explanation: null,
  options: ['a', 'b', 'c'].map(optionId => ({ optionId, text: `Option ${optionId}` })),
  correctOptionId: 'a',
}));

const strategies = [
  { onFailure: { strategy: 'consecutive', wrongInARow: 2 }, lockSeconds: 30 },
  { onFailure: { strategy: 'ratio', maximumWrongPercent: 40, minimumAsked: 2 }, lockSeconds: 45 },
  {
    onFailure: { strategy: 'returnToLastVerified', silencesToFail: 2, wrongToFail: 2 },
    lockSeconds: null,
  },
  { onFailure: { strategy: 'courseFail' }, lockSeconds: null },
];

/** Rules of a jurisdiction where everything takes a minute instead of hours, so that a life is short. */
function rulesOf(random: Random, { quizId, hasChecks }: { quizId: string; hasChecks: boolean }): object {
  return {
    requiredSeconds: 60,
    dailyLimit: random.pick([
      { mode: 'none' },
      { mode: 'calendarDay', seconds: 600 },
      { mode: 'rolling24h', seconds: 600 },
    ]),
    wordsPerMinute: null,
    heartbeatSeconds: 15,
    maximumGapSeconds: 40,
    idleSeconds: random.pick([null, 60]),
    staleSeconds: 60,
    breakEverySeconds: random.pick([null, 45]),
    breakSeconds: null,
    challenges: hasChecks
      ? {
          everySeconds: 25,
          jitterSeconds: 4,
          windowSeconds: 15,
          bank,
          answersToRegister: 2,
          ...random.pick(strategies),
        }
      : null,
    exams: [
      {
        quizId,
        questions: 3,
        passPercent: 60,
        attempts: random.between(1, 3),
        delaySeconds: random.pick([0, 5]),
        timeLimitSeconds: random.pick([null, 60]),
        graceSeconds: 5,
        onExhausted: random.pick(['restart', 'fail', 'staff']),
        revealAnswers: 'afterPass',
      },
    ],
    certificate: { withinSeconds: null, serialPrefix: 'SIM' },
    retentionYears: 3,
    video: { requiredPercent: 90, maximumRateHundredths: 150 },
    driving: {
      minimumCourseSeconds: random.pick([0, 20]),
      lateCancellationHours: random.pick([0, 24]),
      onLateCancellation: random.pick(['consume', 'release']),
    },
  };
}

/** Breaks come both or not at all. */
const withBreaks = (rules: object): object =>
  'breakEverySeconds' in rules && rules.breakEverySeconds !== null ? { ...rules, breakSeconds: 5 } : rules;

/** The catalog of one term, as an operator's file holds it. Few seats, so that they are fought for. */
export function termOf({ number, random }: { number: number; random: Random }): Term {
  const [courseId, policyId, quizId] = [`course-${number}`, `policy-${number}`, 'final-exam'];
  const lessonIds = ['lesson-1', 'lesson-2'];
  const hasChecks = random.chance(0.5);
  const policy = {
    policyId,
    version: 1,
    title: `Policy ${number}`,
    terms: {
      minimumPaidToOpen: random.pick([0, 10_000, 30_000]),
      overpayment: random.pick(['credit', 'refund']),
      completeWithin: random.pick([
        null,
        { from: 'start', seconds: 86_400 },
        // Over by the last sweep but one; who comes off the waiting list then still has time after the last one.
        { from: 'registration', seconds: 172_800 },
      ]),
    },
    rules: withBreaks(rulesOf(random, { quizId, hasChecks })),
    sources: [],
  };
  const course = {
    courseId,
    published: true,
    title: `Course ${number}`,
    price: random.pick([0, 30_000, 59_900]),
    currency: 'usd',
    policyId,
    policyVersion: 1,
    capacity: random.between(2, 6),
    waitlistCapacity: random.between(0, 2),
    timeZone: random.pick(['America/New_York', 'Pacific/Auckland', 'Etc/UTC']),
    modules: [
      {
        moduleId: 'only',
        title: 'Only',
        lessons: lessonIds.map(lessonId => ({ lessonId, title: lessonId, minimumSeconds: 20 })),
      },
    ],
    quizzes: [{ quizId, title: 'Final exam', questions }],
  };
  const text = JSON.stringify({ policies: [policy], courses: [course] });
  return { number, courseId, lessonIds, quizId, bank, heartbeatSeconds: 15, hasChecks, text };
}
