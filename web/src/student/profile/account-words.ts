import type { Answer, FieldIssue } from '../../../../client/src/index.ts';

type Kept = Answer<'deleteAccount'>['kept'][number];

/** What stays of a deleted account, in words; its course is named beside it. */
export function keptText({ what }: Pick<Kept, 'what'>): string {
  switch (what) {
    case 'courseRecord':
      return 'the record of your study, without your name';
    case 'paymentRecords':
      return 'what was paid, without your name';
    case 'certificate':
      return 'your certificate, with your name on it';
    case 'auditLog':
      return 'The log of what the school’s staff did, without your name';
  }
}

/** What stands in the way of deleting an account, and in which course. */
export interface Obstacle {
  readonly courseId: string | null;
  readonly text: string;
}

const texts: Readonly<Record<string, string>> = {
  enrollmentStatus: 'You are still in this course: leave it first.',
  amountDue: 'Something is left to pay.',
  creditBalance: 'The school has money to return to you: ask the school.',
  amountDisputed: 'A payment is disputed at your bank: it has to be settled first.',
  openPayment: 'A payment is on its way: wait until it is booked.',
};

/** @param issue as the server names it: `courses.COURSE.amountDue`, `role` */
export function obstacleOf({ path, message }: FieldIssue): Obstacle {
  if (path === 'role')
    return {
      courseId: null,
      text: 'You work for the school: somebody else has to take your role away first.',
    };
  const [, courseId, field] = /^courses\.([^.]+)\.(\w+)$/.exec(path) ?? [];
  if (courseId === undefined || field === undefined) return { courseId: null, text: `${path} ${message}.` };
  return { courseId, text: texts[field] ?? `${field} ${message}.` };
}
