import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Driver } from '../driver/driver.ts';
import type { Person } from '../driver/tokens.ts';
import { COURSE, EXAM, lessonIds, PRACTICE, SMALL_COURSE } from '../school/catalog.ts';
import { grantUnits, type School } from '../school/school.ts';
import type { LoadTarget } from '../target.ts';
import { LearnerDriver } from './learner-driver.ts';
import { type Paid, Payer } from './payer.ts';
import { type AnswerKey, Student } from './student.ts';

const DEPOSIT = 10_000;
const REFUND = 500;
const UNITS = 4;
const SAVES = 2;
const LESSONS_AT_A_TIME = 2;
const REFUNDED_SHARE = 0.3;
/** The policy's interval; a lesson takes 10 s, so a beat on entering it and two more earn it. */
const HEARTBEAT_MS = 5_000;
const BEATS_PER_LESSON = 2;
/** From a week ahead, over a year: an instructor has other students. */
const FIRST_HOUR = 168;
const HOURS = 8_000;

export type LifeOptions = {
  readonly driver: Driver;
  readonly target: LoadTarget;
  readonly school: School;
  readonly person: Person;
  readonly rightAnswerTo: AnswerKey;
  /** From 0 up to 1. */
  readonly random: () => number;
};

/** How long a student waits before the next step. */
export type Wait = { readonly waitMs: number };

const wait = (waitMs: number): Wait => ({ waitMs });

type Thinking = { readonly think: () => Wait };
type Part = () => AsyncGenerator<Wait, void>;

/**
 * A student's way through the course, one request or few at each step: a seat, a deposit, lessons with their heartbeats,
 * quizzes, the rest of the tuition, hours of driving. Some do what is refused, some are given money back. Everybody
 * does it in an order of their own, so that at any moment all of it happens somewhere.
 */
export async function* liveLife(options: LifeOptions): AsyncGenerator<Wait, void> {
  const { driver, target, person, random } = options;
  const payer = new Payer({ driver, target, person, courseId: COURSE });
  const think = () => wait(500 + random() * 2_000);

  if (random() < 0.2) yield* trySmallCourse({ ...options, think });
  if (!(await enroll({ driver, person, courseId: COURSE }))) return;
  yield think();
  await payer.byCheckout(DEPOSIT);
  yield think();
  for (const part of shuffled({ items: partsOf({ ...options, payer, think }), random })) yield* part();
}

function partsOf(input: LifeOptions & Thinking & { payer: Payer }): readonly Part[] {
  const { driver, person, rightAnswerTo, think } = input;
  const student = new Student({ driver, person, courseId: COURSE, rightAnswerTo });
  const lessons = [...lessonIds];
  const study = () => studyLessons({ student, lessonIds: lessons.splice(0, LESSONS_AT_A_TIME), think });
  const quiz = (quizId: string) => () => takeQuiz({ student, quizId, think });
  return [study, study, study, quiz(PRACTICE), quiz(EXAM), () => drive(input), () => payTheRest(input)];
}

function shuffled<Item>({ items, random }: { items: readonly Item[]; random: () => number }): Item[] {
  return items
    .map(item => ({ item, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

async function* payTheRest(input: LifeOptions & Thinking & { payer: Payer }): AsyncGenerator<Wait, void> {
  const { payer, random, think } = input;
  const paid = await payer.theRest();
  yield think();
  if (paid !== undefined && random() < REFUNDED_SHARE) yield* refundTwice({ ...input, paid });
}

async function enroll(input: { driver: Driver; person: Person; courseId: string }): Promise<boolean> {
  const { driver, person, courseId } = input;
  const requestId = randomUUID();
  const wish = {
    as: person,
    name: 'enroll',
    data: { courseId, timeZone: 'America/New_York', requestId },
    answer: z.object({ enrollmentStatus: z.string() }),
    expected: ['SOLD_OUT', 'ALREADY_ENROLLED'],
    acknowledge: ({ enrollmentStatus }: { enrollmentStatus: string }) =>
      ({ kind: 'enrolled', userId: person.uid, courseId, requestId, enrollmentStatus }) as const,
  };
  const enrolled = await driver.call(wish);
  return enrolled.kind === 'ok';
}

/** Of a course with few seats most hear that it is full. */
async function* trySmallCourse({ driver, person, think }: LifeOptions & Thinking): AsyncGenerator<Wait> {
  await enroll({ driver, person, courseId: SMALL_COURSE });
  yield think();
}

async function* studyLessons(
  input: { student: Student; lessonIds: readonly string[] } & Thinking,
): AsyncGenerator<Wait> {
  const { student, think } = input;
  for (const lessonId of input.lessonIds) {
    yield* studyLesson({ student, lessonId });
    yield think();
  }
}

async function* studyLesson({
  student,
  lessonId,
}: {
  student: Student;
  lessonId: string;
}): AsyncGenerator<Wait> {
  const sessionId = await student.startSession(lessonId);
  if (sessionId === undefined) return;
  for (let beats = 0; beats <= BEATS_PER_LESSON; beats += 1) {
    yield wait(HEARTBEAT_MS);
    if ((await student.heartbeat({ sessionId, lessonId })) === undefined) return;
    // The first one is too early, as impatient people are.
    const isDue = beats === 0 || beats === BEATS_PER_LESSON;
    if (isDue && (await student.completeLesson({ sessionId, lessonId }))) break;
  }
  await student.endSession(sessionId);
}

async function* takeQuiz(input: { student: Student; quizId: string } & Thinking): AsyncGenerator<Wait> {
  const { student, quizId, think } = input;
  const attempt = await student.startAttempt(quizId);
  yield think();
  if (attempt === undefined) return;
  for (let saves = 0; saves < SAVES; saves += 1) {
    await student.saveAnswers(attempt);
    yield think();
  }
  await student.submit(attempt);
  yield think();
}

/** Lessons until one too many is asked for; one is given back. */
async function* drive(options: LifeOptions & Thinking): AsyncGenerator<Wait> {
  const { driver, school, person, random, think } = options;
  const authorizationId = await grantUnits({ driver, school, student: person, totalUnits: UNITS });
  const learner = new LearnerDriver({ driver, authorizationId });
  for (let lessons = 0; lessons <= UNITS; lessons += 1) {
    yield think();
    const hoursAhead = FIRST_HOUR + Math.floor(random() * HOURS);
    const reservationId = await learner.reserve({ as: person, hoursAhead });
    if (reservationId === undefined) continue;
    yield think();
    if (lessons === 0) await learner.release({ as: person, reservationId });
    else await learner.consume({ instructor: school.instructor, reservationId });
  }
}

/** Two of the staff who do not know of each other: both are allowed, as long as there is something to return. */
async function* refundTwice(input: LifeOptions & { payer: Payer; paid: Paid }): AsyncGenerator<Wait> {
  const { payer, paid, school } = input;
  yield wait(2_000);
  const refund = () => payer.refund({ admin: school.admin, paid, amount: REFUND });
  await Promise.all([refund(), refund()]);
}
