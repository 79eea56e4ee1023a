import type { Page } from 'playwright-core';
import { firestore, newStudent, type Person, personalAnswers, taster, useBrowser } from './support/index.ts';

const browsing = useBrowser();
const { courseId, firstLesson } = taster;
const coursePath = `/courses/${courseId}`;
const questionId = 'first-pet';
const prompt = 'What was the name of your first pet?';

const enrollmentDoc = ({ uid }: Person) => firestore.doc(`users/${uid}/courses/${courseId}`);
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const focused = (page: Page) => page.evaluate('document.activeElement?.id');

/** As a session leaves it that was closed while its check was open. */
async function leaveCheckOpen(student: Person): Promise<void> {
  const check = {
    challengeId: 'left-open',
    sessionId: 'of-yesterday',
    questionId,
    issuedAt: new Date(),
    expiresAt: inMinutes(10),
  };
  const challenge = {
    ...check,
    prompt,
    state: 'ISSUED',
    settledAt: null,
    round: 0,
    position: null,
    correction: null,
  };
  await enrollmentDoc(student).collection('challenges').doc(check.challengeId).set(challenge);
  await enrollmentDoc(student).update({
    'identity.openChallenge': check,
    'identity.lastQuestionId': questionId,
    'identity.nextChallengeAtSeconds': 30,
    'identity.asked': 0,
  });
}

test('what a check came to is told on the course’s page, beside what is next', async () => {
  const student = await newStudent('ready');
  await leaveCheckOpen(student);
  const page = await browsing.open({ person: student, path: coursePath });
  await page.getByRole('button', { name: 'Answer it now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByLabel(prompt).fill('Somebody else’s');
  await dialog.getByRole('button', { name: 'Send answer' }).click();
  await page.getByRole('heading', { name: 'Start with the first lesson' }).waitFor();
  await page.getByText('That was not the answer you gave at first.').waitFor();
  expect(await focused(page)).toBe('next-step');
});

test('a check that has to be answered stays, however often Escape is pressed', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: `${coursePath}/lessons/${firstLesson}` });
  await page.getByText('Your time is being counted.').waitFor();
  await enrollmentDoc(student).update({ 'identity.nextChallengeAtSeconds': 1 });
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.waitFor();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Escape');
  await dialog.waitFor();
  const question = (await dialog.locator('label').textContent()) ?? '';
  const known = { 'first school': 'first-school', 'first pet': 'first-pet', street: 'childhood-street' };
  const [, id = ''] = Object.entries(known).find(([words]) => question.includes(words)) ?? [];
  await dialog.getByRole('textbox').fill(personalAnswers[id] ?? '');
  await dialog.getByRole('button', { name: 'Send answer' }).click();
  await page.getByText('Thank you, that was right.').waitFor();
});

test('a lock whose time is over is gone from the page by itself', async () => {
  const student = await newStudent('ready');
  const lock = { cause: 'failedChecks', lockedAt: new Date(), until: inMinutes(60) };
  await enrollmentDoc(student).update({
    'identity.lock': lock,
    'identity.nextChallengeAtSeconds': 30,
    accessStatus: 'SUSPENDED',
  });
  const page = await browsing.open({ person: student, path: coursePath });
  await page.getByRole('heading', { name: 'The course is locked' }).waitFor();
  await enrollmentDoc(student).update({ 'identity.lock.until': inMinutes(0.1) });
  await page.getByRole('heading', { name: 'Start with the first lesson' }).waitFor();
});

test('questions that were answered for another course are no step that comes again and again', async () => {
  const student = await newStudent('ready');
  await enrollmentDoc(student).update({ 'identity.lastQuestionId': questionId });
  const page = await browsing.open({ person: student, path: coursePath });
  await page.getByRole('link', { name: 'Answer the questions' }).click();
  const fields = page.getByRole('textbox');
  await fields.first().waitFor();
  for (const [index, answer] of Object.values(personalAnswers).entries())
    await fields.nth(index).fill(answer);
  await page.getByRole('button', { name: 'Save answers' }).click();
  await page.getByText('Your answers are kept already.').waitFor();
  await page.getByRole('link', { name: 'To the course’s page' }).click();
  await page.getByRole('heading', { name: 'Start with the first lesson' }).waitFor();
});
