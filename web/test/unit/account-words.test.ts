import { keptText, obstacleOf } from '../../src/student/profile/account-words.ts';

const saidOf = (path: string, message = 'is so') => obstacleOf({ path, message });

test('what stands in the way of deleting an account is told with its course and what to do', () => {
  expect(saidOf('courses.taster.enrollmentStatus')).toEqual({
    courseId: 'taster',
    text: 'You are still in this course: leave it first.',
  });
  expect(saidOf('courses.taster.amountDue').text).toBe('Something is left to pay.');
  expect(saidOf('role', 'is admin').text).toMatch(/^You work for the school/);
});

test('an obstacle that is newer than this page is told as the server names it', () => {
  expect(saidOf('courses.taster.loan', 'is not returned')).toEqual({
    courseId: 'taster',
    text: 'loan is not returned.',
  });
  expect(saidOf('lawsuit', 'is open')).toEqual({ courseId: null, text: 'lawsuit is open.' });
});

test('only a certificate keeps the name', () => {
  const named = (['courseRecord', 'paymentRecords', 'certificate', 'auditLog'] as const).filter(what =>
    keptText({ what }).includes('with your name'),
  );
  expect(named).toEqual(['certificate']);
});
