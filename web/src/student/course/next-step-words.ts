import { formatDuration, formatInstant, formatMoney } from '../../shared/format.ts';
import type { CourseScope } from './course-scope.tsx';
import type { NextStep } from './next-step.ts';

interface Words {
  readonly title: string;
  readonly text: string;
}

type Told = Pick<CourseScope, 'enrollment' | 'outline'> & {
  readonly course: Pick<CourseScope['course'], 'currency'>;
};

/** What a step's card says. */
export function stepWords({ step, scope }: { step: NextStep; scope: Told }): Words {
  switch (step.kind) {
    case 'signIn':
    case 'enroll':
    case 'joinWaitingList':
    case 'full':
    case 'waitForSeat':
      return entranceWords(step.kind);
    case 'payDeposit':
    case 'payRest':
    case 'disputed':
      return moneyWords({ step, scope });
    case 'closed':
    case 'expired':
    case 'notPaidInTime':
    case 'locked':
      return closedWords({ step, scope });
    case 'answerQuestions':
    case 'answerCheck':
    case 'study':
    case 'studyMore':
      return studyWords({ step, scope });
    case 'exam':
    case 'waitForExam':
    case 'examExhausted':
      return examWords({ step, scope });
    case 'enterName':
      return { title: 'Your name', text: 'Enter your name as it is to stand on the certificate.' };
    case 'getCertificate':
      return {
        title: 'Your certificate is ready',
        text: 'Everything is done. Have it issued and download it.',
      };
    case 'done':
      return {
        title: 'You have done it',
        text: 'Your certificate is issued. You can download it at any time.',
      };
  }
}

function entranceWords(kind: 'signIn' | 'enroll' | 'joinWaitingList' | 'full' | 'waitForSeat'): Words {
  switch (kind) {
    case 'signIn':
      return { title: 'Take this course', text: 'Sign in or create an account to enroll.' };
    case 'enroll':
      return { title: 'Take this course', text: 'A seat is free. You pay after you have enrolled.' };
    case 'joinWaitingList':
      return {
        title: 'All seats are taken',
        text: 'Join the waiting list. A seat that becomes free goes to whoever waits longest; there is nothing to pay until then.',
      };
    case 'full':
      return { title: 'This course is full', text: 'The waiting list is full, too. Please come back later.' };
    case 'waitForSeat':
      return {
        title: 'You are on the waiting list',
        text: 'There is nothing to do or to pay. This page shows it as soon as you have a seat.',
      };
  }
}

function moneyWords({
  step,
  scope,
}: {
  step: NextStep & { kind: 'payDeposit' | 'payRest' | 'disputed' };
  scope: Told;
}): Words {
  // What was enrolled under holds, whatever the course costs newcomers today.
  const { currency } = scope.enrollment ?? scope.course;
  switch (step.kind) {
    case 'payDeposit':
      return {
        title: 'Pay to open the course',
        text: `It opens once ${formatMoney({ amount: step.atLeast, currency })} are paid. You can pay more at once, or the rest later.`,
      };
    case 'payRest':
      return {
        title: 'Pay the rest',
        text: `${formatMoney({ amount: step.due, currency })} are left to pay before the certificate.`,
      };
    case 'disputed':
      return {
        title: 'A payment is disputed',
        text: 'Your bank is looking at a payment of this course. The course is closed until that is settled. Please ask the school.',
      };
  }
}

function closedWords({
  step,
  scope,
}: {
  step: NextStep & { kind: 'closed' | 'expired' | 'notPaidInTime' | 'locked' };
  scope: Told;
}): Words {
  switch (step.kind) {
    case 'closed':
      return {
        title: 'This enrollment has ended',
        text: `If you think it should be open, please ask the school.${heldText(scope)}`,
      };
    case 'expired':
      return {
        title: 'The time for this course is over',
        text: 'What you have studied is kept. Please ask the school what can be done.',
      };
    case 'notPaidInTime':
      return {
        title: 'This course was not paid in time',
        text: `Its time is over: it takes no more payment, and its seat is not kept any longer. Please ask the school what can be done.${heldText(scope)}`,
      };
    case 'locked':
      return {
        title: 'The course is locked',
        text: lockedText({ until: step.until, timeZone: scope.enrollment?.timeZone }),
      };
  }
}

/** Of a course that ended before anything was taught: what was paid of it is the student's. */
function heldText({ enrollment }: Told): string {
  if (enrollment === null || enrollment.activatedAt !== null) return '';
  const { amountPaid, amountRefunded, currency } = enrollment;
  const held = amountPaid - amountRefunded;
  if (held <= 0) return '';
  return ` The ${formatMoney({ amount: held, currency })} that you have paid are kept for you; the school returns them.`;
}

function lockedText({ until, timeZone }: { until: Date | null; timeZone: string | undefined }): string {
  if (until === null)
    return 'Your identity, or an exam, has to be settled by the school first. Please ask the school.';
  return `Too many identity checks were not answered well. You can go on from ${formatInstant({ at: until, timeZone })}.`;
}

function studyWords(input: {
  step: NextStep & { kind: 'answerQuestions' | 'answerCheck' | 'study' | 'studyMore' };
  scope: Told;
}): Words {
  const { step, scope } = input;
  switch (step.kind) {
    case 'answerQuestions':
      return {
        title: 'Answer your personal questions',
        text: 'Now and then the course asks one of them, to know that it is you who studies.',
      };
    case 'answerCheck':
      return { title: 'An identity check waits', text: 'Answer it, then you can go on.' };
    case 'study': {
      const title =
        scope.outline.lessons.find(({ lessonId }) => lessonId === step.lessonId)?.title ?? step.lessonId;
      return step.isFirst
        ? { title: 'Start with the first lesson', text: `«${title}». Your time is counted while you study.` }
        : { title: 'Go on with the next lesson', text: `«${title}» is next.` };
    }
    case 'studyMore':
      return {
        title: 'A little more study time',
        text: `All lessons are done. ${formatDuration(step.missingSeconds)} are missing to the hours of the course: read again what you like.`,
      };
  }
}

function examWords(input: {
  step: NextStep & { kind: 'exam' | 'waitForExam' | 'examExhausted' };
  scope: Told;
}): Words {
  const { step, scope } = input;
  const title = scope.outline.quizzes.find(({ quizId }) => quizId === step.quizId)?.title ?? step.quizId;
  switch (step.kind) {
    case 'exam':
      return { title: `Take the exam: ${title}`, text: attemptsText(step.attemptsLeft) };
    case 'waitForExam':
      return {
        title: `Take the exam again: ${title}`,
        text: `The next attempt is possible from ${formatInstant({ at: step.opensAt, timeZone: scope.enrollment?.timeZone })}.`,
      };
    case 'examExhausted':
      return {
        title: 'No attempt is left',
        text: `You have used all attempts at «${title}». Please ask the school to help you.`,
      };
  }
}

const attemptsText = (left: number): string =>
  left <= 0
    ? 'You have begun it. Go on where you stopped.'
    : `You have ${left === 1 ? 'one attempt' : `${left} attempts`}.`;
