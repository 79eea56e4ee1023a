import type { Course, Enrollment, PolicyRules, QuizRecord } from '../../../../client/src/index.ts';
import { formatDuration, formatMoney } from '../../shared/format.ts';
import { hasLapsed } from '../course/end.ts';
import { creditedSecondsOf, lessonOrderOf, missingToOpen } from '../course/next-step.ts';

/** One thing that a certificate takes. */
export interface Gate {
  readonly name: string;
  readonly isOpen: boolean;
  /** How it stands. */
  readonly text: string;
  /** Where it is seen to. */
  readonly place: 'lessons' | 'exam' | 'payment' | 'course' | 'name';
  readonly quizId?: string;
}

export interface Achieved {
  readonly course: Pick<Course, 'modules'>;
  readonly enrollment: Enrollment;
  readonly rules: PolicyRules;
  readonly quizRecords: readonly QuizRecord[];
  readonly quizTitle: (quizId: string) => string;
  readonly studentName: string;
  readonly now: Date;
}

/** Every gate, open or not, as the server will look at them; the server's own look is the one that counts. */
export function certificateGates(achieved: Achieved): readonly Gate[] {
  return [...learningGates(achieved), ...examGates(achieved), ...standingGates(achieved), nameGate(achieved)];
}

function learningGates({ course, enrollment, rules }: Achieved): Gate[] {
  const order = lessonOrderOf(course);
  const done = order.filter(lessonId => enrollment.completedLessonIds.includes(lessonId)).length;
  const credited = creditedSecondsOf(enrollment);
  return [
    {
      name: 'Lessons',
      isOpen: order.length > 0 && done === order.length,
      text: `${done} of ${order.length} are done`,
      place: 'lessons',
    },
    {
      name: 'Study time',
      isOpen: credited >= rules.requiredSeconds,
      text: `${formatDuration(credited)} of ${formatDuration(rules.requiredSeconds)}`,
      place: 'lessons',
    },
  ];
}

const examGates = ({ rules, quizRecords, quizTitle }: Achieved): Gate[] =>
  rules.exams.map(({ quizId, passPercent }) => {
    const record = quizRecords.find(each => each.quizId === quizId);
    const isOpen = record?.passed === true;
    const text = isOpen
      ? `passed with ${record.bestPercent ?? passPercent} %`
      : `not passed yet: it takes ${passPercent} %`;
    return { name: quizTitle(quizId), isOpen, text, place: 'exam', quizId };
  });

function standingGates({ enrollment, now }: Achieved): Gate[] {
  const { amountDue, currency, paymentStatus, identity } = enrollment;
  const isUnlocked = identity.lock === null || isLockLapsed({ enrollment, now });
  const isSettled = isUnlocked && identity.openChallenge === null;
  const isOpen = isAccessible({ enrollment, now });
  const isPaid = paymentStatus === 'COMPLETED' && amountDue === 0;
  return [
    {
      name: 'Payment',
      isOpen: isPaid,
      text: isPaid ? 'paid in full' : `${formatMoney({ amount: amountDue, currency })} left to pay`,
      place: 'payment',
    },
    {
      name: 'Identity',
      isOpen: isSettled,
      text: isSettled ? 'settled' : 'an identity check or a lock is open: see the course’s page',
      place: 'course',
    },
    {
      name: 'Access',
      isOpen,
      text: isOpen ? 'the course is open to you' : 'the course is not open to you now: its page says why',
      place: 'course',
    },
  ];
}

/** A lock whose time is over still stands on the enrollment: the certificate itself lifts it. */
const isLockLapsed = ({ enrollment, now }: { enrollment: Enrollment; now: Date }): boolean =>
  hasLapsed({ until: enrollment.identity.lock?.until ?? null, now });

/** Also where nothing but a lapsed lock suspends the course. */
function isAccessible({ enrollment, now }: { enrollment: Enrollment; now: Date }): boolean {
  const { accessStatus, amountDisputed } = enrollment;
  if (accessStatus !== 'SUSPENDED') return accessStatus === 'ACTIVE';
  return isLockLapsed({ enrollment, now }) && amountDisputed === 0 && missingToOpen(enrollment) === 0;
}

function nameGate({ studentName }: Achieved): Gate {
  const name = studentName.trim();
  return {
    name: 'Your name',
    isOpen: name !== '',
    text: name === '' ? 'not entered yet' : name,
    place: 'name',
  };
}
