import type { Page } from 'playwright-core';
import {
  attemptsOf,
  enterCredentials,
  eventually,
  newStudent,
  type Person,
  revoke,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();
const { courseId, practice: quizId } = taster;
const quizPath = `/courses/${courseId}/quizzes/${quizId}`;

const start = (page: Page) => page.getByRole('button', { name: 'Start the quiz' });
const handIn = (page: Page) => page.getByRole('button', { name: 'Hand in', exact: true });
const belt = (page: Page) => page.getByLabel('Before the car moves');
const mirrors = (page: Page) => page.getByLabel('The mirrors do not show all of it');
const gap = (page: Page) => page.getByLabel(/a number/);
const isSaved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
const passed = (page: Page) => page.getByRole('heading', { name: 'Passed' }).waitFor();
const attempts = ({ uid }: Person) => attemptsOf({ uid, courseId, quizId });

async function answerAll(page: Page): Promise<void> {
  await belt(page).check();
  await mirrors(page).check();
  await gap(page).fill('3');
}

/** One attempt, every answer in it, handed in once. */
async function expectOnePassedAttempt(student: Person): Promise<void> {
  const [attempt, ...others] = await attempts(student);
  expect(others).toEqual([]);
  expect(attempt).toMatchObject({
    state: 'SUBMITTED',
    attemptNumber: 1,
    result: { passed: true, percent: 100 },
  });
  expect(attempt?.answers.map(({ questionId }) => questionId).sort()).toEqual([
    'belt-when',
    'gap-seconds',
    'head-turn',
  ]);
}

test('answers given without a network are saved once it is back, and handed in once', async () => {
  const student = await newStudent('ready');
  const profile = await browsing.newProfile({ person: student });
  const page = await browsing.open({ profile, path: quizPath });
  await start(page).click();
  await belt(page).check();
  await isSaved(page);
  await profile.setOffline(true);
  await mirrors(page).check();
  await gap(page).fill('3');
  await page.getByText('You are offline. What you do is kept').waitFor();
  expect((await attempts(student))[0]?.answers).toHaveLength(1);
  await profile.setOffline(false);
  await isSaved(page);
  await eventually(async () => expect((await attempts(student))[0]?.answers).toHaveLength(3));
  await handIn(page).click();
  await passed(page);
  await expectOnePassedAttempt(student);
});

test('what is handed in without a network arrives once it is back', async () => {
  const student = await newStudent('ready');
  const profile = await browsing.newProfile({ person: student });
  const page = await browsing.open({ profile, path: quizPath });
  await start(page).click();
  await belt(page).waitFor();
  await profile.setOffline(true);
  await answerAll(page);
  await handIn(page).click();
  await page.getByText('Waiting for the network. Your answers are kept.').waitFor();
  await profile.setOffline(false);
  await passed(page);
  await expectOnePassedAttempt(student);
});

test('a number that is emptied again is no answer, here and at the server', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: quizPath });
  await start(page).click();
  await answerAll(page);
  await eventually(async () => expect((await attempts(student))[0]?.answers).toHaveLength(3));
  await gap(page).fill('');
  await gap(page).blur();
  expect(await gap(page).inputValue()).toBe('');
  await eventually(async () => expect((await attempts(student))[0]?.answers).toHaveLength(2));
  await handIn(page).click();
  await page.getByRole('dialog', { name: 'One question has no answer' }).waitFor();
});

test('a page that was left open says that there are newer answers elsewhere, shows them, and hands those in', async () => {
  const student = await newStudent('ready');
  const laptop = await browsing.open({ person: student, path: quizPath });
  await start(laptop).click();
  await belt(laptop).check();
  await isSaved(laptop);
  const phone = await browsing.open({ person: student, path: quizPath });
  await mirrors(phone).check();
  await gap(phone).fill('3');
  await eventually(async () => expect((await attempts(student))[0]?.answers).toHaveLength(3));
  await laptop.getByRole('dialog', { name: 'You have answered more elsewhere' }).waitFor();
  await laptop.getByRole('button', { name: 'Show the newer answers' }).click();
  await mirrors(laptop).and(laptop.locator(':checked')).waitFor();
  expect(await gap(laptop).inputValue()).toBe('3');
  await handIn(laptop).click();
  await passed(laptop);
  await expectOnePassedAttempt(student);
});

test('double clicks start one attempt and hand it in once', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: quizPath });
  await start(page).dblclick();
  await answerAll(page);
  await handIn(page).dblclick();
  await passed(page);
  await expectOnePassedAttempt(student);
});

test('whoever’s browser forgets everything mid-quiz signs in and finds the attempt with what was saved', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: quizPath });
  await start(page).click();
  await belt(page).check();
  await mirrors(page).check();
  await isSaved(page);
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await page.reload();
  await enterCredentials(page, student);
  await belt(page).waitFor();
  expect(await belt(page).isChecked()).toBe(true);
  expect(await mirrors(page).isChecked()).toBe(true);
  await gap(page).fill('3');
  await handIn(page).click();
  await passed(page);
  await expectOnePassedAttempt(student);
});

test('a sign-in that ends mid-quiz costs no answer: sign in again and hand in', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: quizPath });
  await start(page).click();
  await belt(page).check();
  await isSaved(page);
  await revoke(student);
  await mirrors(page).check();
  await gap(page).fill('3');
  await handIn(page).click();
  await page.getByRole('link', { name: 'Sign in again' }).first().click();
  await enterCredentials(page, student);
  await mirrors(page).waitFor();
  expect(await mirrors(page).isChecked()).toBe(true);
  await handIn(page).click();
  await passed(page);
  await expectOnePassedAttempt(student);
});
