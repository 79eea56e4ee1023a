import type { Page } from 'playwright-core';
import { readPdfs } from '../../../functions/test/fixtures/read-pdf.ts';
import { newReady, startedStudying } from './course-history.ts';
import { COURSE, call, enrollmentOf, lock, tokenOf } from './staff-school.ts';
import {
  attemptsOf,
  expectAccessible,
  firestore,
  ledgerOf,
  newStudent,
  type Person,
  runSchedule,
  takeScreenshots,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();
const home = `/courses/${COURSE}`;

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const isHeaded = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

/** Changes how a student's course stands, past all rules. */
const set = ({ uid }: Person, fields: object): Promise<unknown> =>
  firestore.doc(`users/${uid}/courses/${COURSE}`).update({ ...fields });

/** From wherever a student is told so, the course's page is one click away. */
async function leadsHome(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'To the course’s page' }).click();
  await page.waitForURL(({ pathname }) => pathname === home);
}

async function answerPractice(page: Page, answers: { belt: string; head: string; gap: string }) {
  await page.getByLabel(answers.belt).check();
  await page.getByLabel(answers.head).check();
  await page.getByLabel(/a number/).fill(answers.gap);
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
}

test('a practice quiz that is not passed shows each right answer with its reason, and is tried again at once', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: `${home}/quizzes/${taster.practice}` });
  await press(page, 'Start the quiz');
  await answerPractice(page, { belt: 'When it rains', head: 'To greet the other drivers', gap: '3' });
  await isHeaded(page, 'Not passed yet');
  await page.getByText('1 of 3 points; 70 % are needed.').waitFor();
  await page.getByText('The right answer: Before the car moves').waitFor();
  await page.getByText('A crash in the next street is a crash all the same.').waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'practice-result' });
  await press(page, 'Try again');
  await page.getByRole('cell', { name: '33 %, not passed' }).waitFor();
  await expectAccessible(page);
  await press(page, 'Start the quiz');
  const right = { belt: 'Before the car moves', head: 'The mirrors do not show all of it', gap: '3' };
  await answerPractice(page, right);
  await isHeaded(page, 'Passed');
  await leadsHome(page);
  const attempts = await attemptsOf({ uid: student.uid, courseId: COURSE, quizId: taster.practice });
  expect(attempts.map(({ result }) => result?.percent).sort()).toEqual([100, 33]);
});

test('a course that is locked for a time says until when, refuses lessons, and opens by itself at that time', async () => {
  const student = await newReady('Lou Lock');
  await startedStudying(student);
  const lockedUntil = (until: Date) =>
    set(student, {
      accessStatus: 'SUSPENDED',
      'identity.lock': { cause: 'failedChecks', lockedAt: new Date(), until },
    });
  await lockedUntil(new Date(Date.now() + 3_600_000));
  const page = await browsing.open({ person: student, path: home });
  await isHeaded(page, 'The course is locked');
  await page.getByText('You can go on from').waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'locked' });
  await page.goto(`${home}/lessons/${taster.firstLesson}`);
  await page.getByRole('alert').getByText('The course is locked after the identity checks.').waitFor();
  await expectAccessible(page);
  await leadsHome(page);
  await isHeaded(page, 'The course is locked');
  await lockedUntil(new Date(Date.now() + 4_000));
  await page.getByRole('link', { name: 'Start studying' }).click();
  await page.getByText('Your time is being counted.').waitFor();
  expect((await enrollmentOf(student)).get('accessStatus')).toBe('ACTIVE');
});

test('a course that only staff can open says whom to ask, and is open on the page as soon as they have done it', async () => {
  const student = await newReady('Lea Lock');
  await startedStudying(student);
  await lock(student);
  const page = await browsing.open({ person: student, path: `${home}/quizzes/${taster.practice}` });
  await press(page, 'Start the quiz');
  await page.getByRole('alert').getByText('The course is locked').waitFor();
  await expectAccessible(page);
  await leadsHome(page);
  await page.getByText('Please ask the school.').waitFor();
  await expectAccessible(page);
  const release = { userId: student.uid, courseId: COURSE, reason: 'Settled on the phone' };
  await call(await tokenOf('admin'), 'unlockEnrollment', release);
  await isHeaded(page, 'Start with the first lesson');
});

test('a course whose time is over says so on every page, keeps what was studied and takes no more money', async () => {
  const student = await newReady('Eva Expired');
  await startedStudying(student);
  await set(student, { expiresAt: new Date(Date.now() - 60_000) });
  const page = await browsing.open({ person: student, path: home });
  await isHeaded(page, 'The time for this course is over');
  expect(await page.getByRole('link', { name: 'Pay', exact: true }).count()).toBe(0);
  await runSchedule('expireEnrollments');
  await page.getByText('Time is over', { exact: true }).waitFor();
  expect((await enrollmentOf(student)).get('enrollmentStatus')).toBe('EXPIRED');
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'expired' });
  await page.goto(`${home}/lessons/${taster.firstLesson}`);
  await page.getByRole('alert').getByText('The time for this course is over.').waitFor();
  await leadsHome(page);
  await page.goto(`${home}/quizzes/${taster.practice}`);
  await press(page, 'Start the quiz');
  await page.getByRole('alert').getByText('The time for this course is over.').waitFor();
  await leadsHome(page);
  await page.goto(`${home}/pay`);
  await page.getByText('There is nothing to pay for it any more.').waitFor();
  expect(await page.getByRole('button', { name: /^Pay/ }).count()).toBe(0);
  await expectAccessible(page);
  await leadsHome(page);
  await page.getByRole('link', { name: 'Hours per day' }).waitFor();
  await page.getByRole('link', { name: 'See all courses' }).click();
  await isHeaded(page, 'My courses');
  await expectAccessible(page);
  const payments = (await ledgerOf({ uid: student.uid, courseId: COURSE })).filter(
    ({ kind }) => kind === 'payment',
  );
  expect(payments).toHaveLength(1);
});

test('a course that is not paid in time says so from that instant on, takes no more money and ends in the night', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ person: student, path: `${home}/pay` });
  await page.getByRole('button', { name: 'Pay deposit' }).waitFor();
  await set(student, { expiresAt: new Date(Date.now() + 5_000) });
  // By itself: nothing is stored at that instant.
  await page.getByText('There is nothing to pay for it any more.').waitFor();
  expect(await page.getByRole('button', { name: /^Pay/ }).count()).toBe(0);
  await leadsHome(page);
  await isHeaded(page, 'This course was not paid in time');
  await page.getByText('Time is over', { exact: true }).waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'not-paid-in-time' });
  await runSchedule('expireEnrollments');
  await page.getByText('Ended', { exact: true }).waitFor();
  await isHeaded(page, 'This course was not paid in time');
  expect((await enrollmentOf(student)).get('enrollmentStatus')).toBe('CANCELLED');
});

test('receipts are printed without what only a screen needs, dark on white whatever the screen looks like', async () => {
  const student = await newStudent('paid');
  const page = await browsing.open({ person: student, path: `${home}/receipts` });
  await page.getByRole('cell', { name: 'Tuition' }).waitFor();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await takeScreenshots({ page, name: 'receipts-print' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const hidden of [
    page.getByRole('banner'),
    page.getByRole('button', { name: 'Print' }),
    page.getByRole('link', { name: 'Pay' }),
    page.getByRole('navigation', { name: 'Breadcrumb' }),
  ])
    expect(await hidden.count()).toBe(0);
  expect(await page.evaluate('getComputedStyle(document.querySelector("td")).color')).toBe('rgb(23, 32, 42)');
  await page.emulateMedia({ media: null, colorScheme: null });
  const [printed] = await readPdfs([await page.pdf()]);
  for (const said of ['Receipts', student.email, 'Tuition', '$49.50', 'Payment', '$20.00', 'Left to pay'])
    expect(printed?.text).toContain(said);
  expect(printed?.text).not.toContain('Profile');
});
