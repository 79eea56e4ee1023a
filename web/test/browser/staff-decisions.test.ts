import { randomUUID } from 'node:crypto';
import {
  answerWrongly,
  checksOf,
  examRecordOf,
  newReady,
  openCheck,
  study,
  takeExam,
} from './course-history.ts';
import { decide, history, isRefused, openStudent, press, pressBeside, pressInside } from './staff-pages.ts';
import { COURSE, call, enrollmentOf, tokenOf } from './staff-school.ts';
import {
  attemptsOf,
  expectAccessible,
  firestore,
  personalAnswers,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();

const newName = (): string => `Ben ${randomUUID().slice(0, 8)}`;

test('a check that was counted as wrong is corrected once: the tallies follow, and the reason stays', async () => {
  const student = await newReady(newName());
  await answerWrongly(student, await openCheck(student));
  const page = await openStudent({ browsing, student });
  await pressBeside(page, { what: 'Identity check: wrong', name: 'Correct' });
  await expectAccessible(page);
  await decide(page, { reason: 'Spelled it as in the passport', confirm: 'Count it as right' });
  await page.getByText('Corrected. 0 of 1 checks of this round are wrong.').waitFor();
  await press(page, 'Done');
  await history(page).getByText('Spelled it as in the passport').waitFor();
  const correction = { from: 'INCORRECT', to: 'CORRECT', by: 'admin-1' };
  expect(await checksOf(student)).toMatchObject([{ state: 'CORRECTED', correction }]);
  expect((await enrollmentOf(student)).get('identity')).toMatchObject({ asked: 1, wrong: 0 });

  await pressBeside(page, { what: 'Identity check: corrected', name: 'Correct' });
  await page.getByLabel('It should have counted as').selectOption('Right');
  await decide(page, { reason: 'Once more', confirm: 'Count it as right' });
  await isRefused(page, {
    says: 'This is not possible right now.',
    because: 'correctChallenge: ILLEGAL_TRANSITION',
  });
  await expectAccessible(page);
});

test('personal answers are not reset while a check waits; afterwards the student is asked for new ones', async () => {
  const student = await newReady(newName());
  const challengeId = await openCheck(student);
  const page = await openStudent({ browsing, student });
  await press(page, 'Reset personal answers');
  await expectAccessible(page);
  await decide(page, { reason: 'Forgot the spelling', confirm: `Erase the answers of ${student.name}` });
  await isRefused(page, {
    says: 'An identity check waits',
    because: 'resetVerificationAnswers: CHALLENGE_OPEN',
  });
  await answerWrongly(student, challengeId);
  await press(page, `Erase the answers of ${student.name}`);
  await page.getByText(`${student.name} is asked for new ones.`).waitFor();
  await press(page, 'Done');
  await history(page).getByText('Forgot the spelling').waitFor();
  const profile = firestore.doc(`users/${student.uid}/private/verificationProfile`);
  expect((await profile.get()).get('answers')).toEqual({});

  const path = `/courses/${COURSE}/lessons/${taster.firstLesson}`;
  const own = await browsing.open({ person: student, path });
  await own.getByRole('link', { name: 'Answer the questions' }).click();
  const fields = own.getByRole('textbox');
  await fields.first().waitFor();
  await expectAccessible(own);
  for (const [index, answer] of Object.values(personalAnswers).entries())
    await fields.nth(index).fill(answer);
  await press(own, 'Save answers');
  await own.getByRole('link', { name: 'Start studying' }).click();
  await own.getByText('Your time is being counted.').waitFor();
  expect(Object.keys((await profile.get()).get('answers'))).toHaveLength(3);
});

test('whoever has used all attempts is given one back and two more, with more time, and goes on at once', async () => {
  const student = await newReady(newName());
  await study(student);
  const attempts = [];
  for (let number = 1; number <= 3; number += 1) attempts.push(await takeExam(student, 'fail'));
  const own = await browsing.open({ person: student, path: `/courses/${COURSE}` });
  await own.getByRole('heading', { name: 'No attempt is left' }).waitFor();
  await expectAccessible(own);
  const page = await openStudent({ browsing, student });
  await pressBeside(page, { what: 'Final exam, attempt 3', name: 'Void' });
  await expectAccessible(page);
  await decide(page, { reason: 'The power failed', confirm: 'Void attempt 3' });
  await page.getByText('Voided. Attempts left: 1; best result: 0 %, not passed.').waitFor();
  await press(page, 'Done');
  await history(page).getByText('The power failed').waitFor();
  await own.getByRole('link', { name: 'Go to the exam' }).waitFor();

  await press(page, 'Grant attempts or time');
  await page.getByLabel('Quiz').selectOption('Final exam');
  await page.getByLabel('More attempts').fill('0');
  await pressInside(page, 'Grant');
  await page.getByText('Attempts or minutes have to be given.').waitFor();
  await expectAccessible(page);
  await page.getByLabel('More attempts').fill('2');
  await page.getByLabel(/^More minutes/).fill('5');
  await page.getByLabel('Reason').fill('Reads slowly');
  await pressInside(page, 'Grant');
  await page.getByText(`${student.name} has 3 attempts left now, with 5 min more for each.`).waitFor();
  await own.getByText('You have 3 attempts.').waitFor();
  expect(await examRecordOf(student)).toMatchObject({ attemptsUsed: 2, extraAttempts: 2, extraSeconds: 300 });
  const stored = await attemptsOf({ uid: student.uid, courseId: COURSE, quizId: taster.exam });
  expect(stored.filter(({ state }) => state === 'VOIDED').map(({ attemptId }) => attemptId)).toEqual([
    attempts[2],
  ]);
});

test('an attempt that a colleague has voided meanwhile is not voided twice', async () => {
  const student = await newReady(newName());
  await study(student);
  const attemptId = await takeExam(student, 'fail');
  const page = await openStudent({ browsing, student });
  await pressBeside(page, { what: 'Final exam, attempt 1', name: 'Void' });
  const attempt = { userId: student.uid, courseId: COURSE, quizId: taster.exam, attemptId };
  await call(await tokenOf('admin'), 'voidQuizAttempt', { ...attempt, reason: 'I was first' });
  await decide(page, { reason: 'The power failed', confirm: 'Void attempt 1' });
  await isRefused(page, { says: 'This attempt is over.', because: 'voidQuizAttempt: ATTEMPT_CLOSED' });
  expect(await examRecordOf(student)).toMatchObject({ attemptsUsed: 0, attemptsVoided: 1 });
});
