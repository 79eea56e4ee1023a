import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { signIn as signInAtAuth } from '../../../tools/stack/auth.ts';
import {
  callAs,
  eventually,
  expectAccessible,
  firestore,
  newStudent,
  type Person,
  stack,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();
const { courseId } = taster;

const ask = (page: Page) => page.getByRole('button', { name: 'Delete my account', exact: true }).click();
const confirm = (page: Page) => page.getByRole('button', { name: 'Delete my account for good' });
const isDeleted = async ({ uid }: Person): Promise<boolean> =>
  (await firestore.doc(`users/${uid}`).get()).get('deletedAt') !== undefined;

async function typeEmail(page: Page, { email }: Person): Promise<void> {
  await page.getByLabel(`To confirm, type ${email}`).fill(email);
}

test('a student takes along everything that is stored, and what is left out is named', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: '/profile' });
  const button = page.getByRole('button', { name: 'Download my data' });
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(file.suggestedFilename()).toMatch(/^seatbelt-my-data-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({
    userId: student.uid,
    courses: [{ enrollment: { courseId, amountPaid: taster.deposit } }],
    leftOut: { verificationAnswers: expect.any(String) },
  });
});

test('a student takes along the record of a course', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: `/courses/${courseId}/hours` });
  const button = page.getByRole('button', { name: 'Download my record' });
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(file.suggestedFilename()).toMatch(/\.html$/);
  expect(await readFile(await file.path(), 'utf8')).toContain('Seatbelt in three minutes');
});

test('an account in a course is not deleted: what stands in the way is named, with the way there', async () => {
  const student = await newStudent('paid');
  const page = await browsing.open({ person: student, path: '/profile' });
  await ask(page);
  await typeEmail(page, student);
  await confirm(page).click();
  await page.getByText('You are still in this course: leave it first.').waitFor();
  await page.getByText('Something is left to pay.').waitFor();
  expect(await isDeleted(student)).toBe(false);
  await page.getByRole('link', { name: 'Seatbelt in three minutes' }).first().click();
  await page.getByRole('button', { name: 'Leave this course' }).waitFor();
});

test('whoever closes a dialog by the keyboard goes on where it was opened', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ person: student, path: `/courses/${courseId}` });
  const leave = page.getByRole('button', { name: 'Leave this course' });
  for (const way of ['Escape', 'Stay'] as const) {
    await leave.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    if (way === 'Escape') await page.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: way }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Leave this course');
  }
});

test('a student deletes the account: named twice, told what stays, gone from this browser', async () => {
  const student = await newStudent('enrolled');
  const requestId = crypto.randomUUID();
  const cancelling = { name: 'cancelEnrollment', data: { courseId, requestId, reason: 'Moving away' } };
  expect(await callAs(student, cancelling)).toMatchObject({ ok: true });
  const page = await browsing.open({ person: student, path: '/profile' });
  await page.evaluate(`localStorage.setItem('seatbelt.answered.${student.uid}.${courseId}', '1')`);
  await ask(page);
  await expectAccessible(page);
  await confirm(page).click();
  await page.getByText(`Please type ${student.email}.`).waitFor();
  expect(await isDeleted(student)).toBe(false);
  await typeEmail(page, student);
  await confirm(page).dblclick();
  await page.getByRole('dialog', { name: 'Your account is deleted' }).waitFor();
  await page
    .getByText('Seatbelt in three minutes: the record of your study, without your name, until')
    .waitFor();
  await expectAccessible(page);
  expect(await isDeleted(student)).toBe(true);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.waitForURL(`${stack.webUrl}/`);
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate('Object.keys(localStorage).join()')).not.toContain(student.uid);
  await eventually(() => expect(signInAtAuth({ target: stack, account: student })).rejects.toThrow());
});
