import { answerTo, type Study } from '../study.ts';
import { COURSE, call, expect, StepError, textIn, untilEnrollment, type World } from '../world.ts';

const LESSON_SECONDS = 7_200;
const DAY_LIMIT_SECONDS = 14_400;
/** Less than passes between two heartbeats. */
const WATCHED_PER_BEAT_SECONDS = 100;
/** More heartbeats than a day can hold. */
const MANY = 1_000;

const hours = (seconds: number): string =>
  `${Math.floor(seconds / 3_600)}:${String(Math.floor((seconds % 3_600) / 60)).padStart(2, '0')} h`;

/** What was refunded became due again; the certificate wants a tuition paid in full. */
export async function paysTheRestAgain(world: World): Promise<string> {
  const answer = await call({
    world,
    as: world.student,
    name: 'payRemainingBalance',
    data: { courseId: COURSE },
  });
  const paymentIntentId = textIn(answer, 'paymentIntentId');
  await world.stack.stripe.control.confirmPayment({ paymentIntentId, paymentMethod: 'pm_card_visa' });
  await untilEnrollment({
    world,
    uid: world.student.uid,
    is: ({ amountDue }) => amountDue === 0,
    what: 'nothing is due',
  });
  return 'what was returned is paid again; nothing is due';
}

export async function registersAnswers({ study }: World): Promise<string> {
  const questions = ['first-school', 'first-pet', 'childhood-street', 'favorite-teacher', 'best-friend'];
  const answers = Object.fromEntries(questions.map(questionId => [questionId, answerTo(questionId)]));
  const { registered } = await study.ask('registerVerificationAnswers', { answers });
  return `${String(registered)} personal questions; the server keeps salted hashes only`;
}

/** Where the student is in the course. */
type Place = { lessonIndex: number; lessonSeconds: number; watchedSeconds: number };
const place: Place = { lessonIndex: 0, lessonSeconds: 0, watchedSeconds: 0 };

/** Studies and answers every question, lesson after lesson, until the day is over or the course is. */
async function studyADay({ world, onChallenge }: { world: World; onChallenge: 'answer' | 'ignoreFirst' }) {
  const { study } = world;
  const told = { todaySeconds: 0, asked: 0, lessonsDone: 0, missed: 0, isCourseDone: false };
  await study.start(lessonAt({ world, index: place.lessonIndex }));
  let lastIndex = place.lessonIndex;
  for (let beats = 0; beats < MANY; beats += 1) {
    const beat = await study.beat(lessonAt({ world, index: place.lessonIndex }));
    told.todaySeconds = beat.todaySeconds;
    // What was earned before a heartbeat belongs to the lesson of the one before.
    if (lastIndex === place.lessonIndex) place.lessonSeconds += beat.gainedSeconds;
    lastIndex = place.lessonIndex;
    if (beat.challenge !== undefined) {
      told.asked += 1;
      if (onChallenge === 'ignoreFirst' && told.missed === 0) {
        told.missed += 1;
        await silence({
          study,
          lessonId: lessonAt({ world, index: place.lessonIndex }),
          credited: beat.creditedSeconds,
        });
      } else await study.answer(beat.challenge);
    }
    if (beat.state === 'CLOSED') return told;
    await watchOn(world);
    if (place.lessonSeconds < LESSON_SECONDS) continue;
    const isLast = await completeLesson(world);
    told.lessonsDone += 1;
    if (isLast) {
      await study.end();
      return { ...told, isCourseDone: true };
    }
  }
  throw new StepError('A day of study had no end.');
}

const lessonAt = ({ world, index }: { world: World; index: number }): string => {
  const lesson = world.course.lessons[index];
  if (lesson === undefined) throw new StepError(`The course has no lesson ${index + 1}.`);
  return lesson.lessonId;
};

/** Beats on through the whole window without a word. */
async function silence({
  study,
  lessonId,
  credited,
}: {
  study: Study;
  lessonId: string;
  credited: number;
}): Promise<void> {
  for (let beats = 0; beats < 10; beats += 1) {
    const { challenge, creditedSeconds } = await study.beat(lessonId);
    expect(
      challenge === undefined || creditedSeconds === credited,
      'nothing is credited while a question waits',
    );
    if (challenge === undefined) return;
  }
  throw new StepError('The question never ran out.');
}

async function completeLesson(world: World): Promise<boolean> {
  const { study } = world;
  const lessonId = lessonAt({ world, index: place.lessonIndex });
  await study.ask('completeLesson', { lessonId, sessionId: study.sessionId });
  place.lessonIndex += 1;
  place.lessonSeconds = 0;
  place.watchedSeconds = 0;
  return place.lessonIndex === world.course.lessons.length;
}

/** Plays the lesson's video on at its own speed, if there is one and it has not ended. */
async function watchOn({ study, course }: World): Promise<void> {
  const { lessonId, videoSeconds } = course.lessons[place.lessonIndex] ?? { lessonId: '', videoSeconds: 0 };
  const from = place.watchedSeconds;
  const to = Math.min(videoSeconds, from + WATCHED_PER_BEAT_SECONDS);
  if (to <= from) return;
  const data = { lessonId, sessionId: study.sessionId, from, to };
  const { watchedSeconds } = await study.ask('recordVideoProgress', data);
  // What was claimed too fast was cut: it is played again.
  place.watchedSeconds = Number(watchedSeconds);
}

export async function firstDay(world: World): Promise<string> {
  await world.study.sleep();
  const { todaySeconds, asked } = await studyADay({ world, onChallenge: 'answer' });
  expect(todaySeconds === DAY_LIMIT_SECONDS, `the day ends at its limit (it held ${todaySeconds} s)`);
  const again = await world.study.attempt('startSession', {
    lessonId: lessonAt({ world, index: 0 }),
    device: 'The demo',
  });
  expect(!again.ok, 'a second session on that day is refused');
  return `${hours(todaySeconds)} count, ${asked} identity checks answered; at the day’s limit the session is closed, another refused`;
}

export async function missedCheck(world: World): Promise<string> {
  await world.study.sleep();
  const { todaySeconds } = await studyADay({ world, onChallenge: 'ignoreFirst' });
  const { identity } = await untilEnrollment({
    world,
    uid: world.student.uid,
    is: enrollment => enrollment.identity.silences === 1,
    what: 'the silence is counted',
  });
  expect(identity.lock === null, 'one silence does not lock the course');
  return `silence counts as wrong (${identity.wrong} of ${identity.asked}) and earns nothing; one more in a row would lock the course for a day. ${hours(todaySeconds)}`;
}

export async function remainingDays(world: World): Promise<string> {
  let days = 0;
  for (; days < 30; days += 1) {
    await world.study.sleep();
    const { isCourseDone } = await studyADay({ world, onChallenge: 'answer' });
    if (isCourseDone) break;
  }
  const { creditedSeconds, completedLessonIds } = await untilEnrollment({
    world,
    uid: world.student.uid,
    is: ({ enrollmentStatus }) => enrollmentStatus === 'COMPLETED',
    what: 'the course is completed',
  });
  return `${days + 1} more days: ${completedLessonIds.length} lessons, ${hours(creditedSeconds)} in all; COMPLETED`;
}
