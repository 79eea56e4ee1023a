import type { Page } from 'playwright-core';
import {
  chargesOf,
  enrollmentOf,
  enterCredentials,
  eventually,
  ledgerOf,
  newStudent,
  type Person,
  personalAnswers,
  saidBy,
  sampleAccount,
  stripePaymentsOf,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();
const { courseId, deposit, practice, firstLesson } = taster;
const coursePath = `/courses/${courseId}`;

/** Everything on these pages that can be pressed. */
const studentPaths = [
  '/',
  '/profile',
  coursePath,
  `${coursePath}/questions`,
  `${coursePath}/lessons/${firstLesson}`,
  `${coursePath}/quizzes/${practice}`,
  `${coursePath}/hours`,
  `${coursePath}/receipts`,
  `${coursePath}/driving`,
  `${coursePath}/certificate`,
  `${coursePath}/pay`,
];
const staffPaths = ['students', 'suspense', 'events', 'calendar', 'grants', 'audit', 'health'];

const isTrouble = (line: string) => line.startsWith('uncaught') || /^answered 5\d\d/.test(line);
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Signing out comes last, if at all: behind it there is nothing but the form to sign in. */
const pressable = (page: Page) =>
  page.locator('button:visible:not([aria-disabled="true"])').filter({ hasNotText: 'Sign out' });

/** Whether a button has led somewhere, has opened something or is still at it. */
async function hasChanged({ page, address }: { page: Page; address: string }): Promise<boolean> {
  if (page.url() !== address) return true;
  return (await page.locator('dialog[open], button[aria-busy="true"]').count()) > 0;
}

/** Double-clicks every button of a page, each on the page as it is when it is opened. @returns what they say */
async function pressEverything({ page, path }: { page: Page; path: string }): Promise<string[]> {
  await page.goto(path);
  await settled(page);
  const address = page.url();
  const names = await pressable(page).allInnerTexts();
  for (const index of names.keys()) {
    const button = pressable(page).nth(index);
    // What an earlier button has led to may have fewer.
    if ((await pressable(page).count()) > index) await button.dblclick();
    if (!(await hasChanged({ page, address }))) continue;
    await goAgain({ page, path });
    await settled(page);
  }
  return names;
}

/** A page that leaves for the provider's in that very moment breaks the first try off. */
async function goAgain({ page, path }: { page: Page; path: string }): Promise<void> {
  try {
    await page.goto(path);
  } catch {
    await page.goto(path);
  }
}

async function expectOneSeatPaidOnce(student: Person): Promise<void> {
  const place = { uid: student.uid, courseId };
  const kinds = (await ledgerOf(place)).map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['payment', 'tuition']);
  expect(await enrollmentOf(place)).toMatchObject({ amountPaid: deposit });
  expect(await chargesOf(student)).toBe(1);
}

test('double clicks all the way take one seat, pay once and register the answers once', async () => {
  const student = await newStudent();
  const page = await browsing.open({ person: student, path: coursePath });
  await page.getByRole('button', { name: 'Enroll' }).dblclick();
  await page.getByRole('heading', { name: 'Pay to open the course' }).waitFor();
  await page.goto(`${coursePath}/pay`);
  await page.getByRole('button', { name: 'Pay deposit' }).dblclick();
  await page.getByRole('button', { name: 'Pay', exact: true }).dblclick();
  await page.getByText('Thank you.').waitFor();
  await page.goto(`${coursePath}/questions`);
  const fields = page.getByRole('textbox');
  await fields.first().waitFor();
  const answers = Object.values(personalAnswers);
  for (const [index, answer] of answers.entries()) await fields.nth(index).fill(answer);
  await page.getByRole('button', { name: /answers/i }).dblclick();
  await page.getByRole('heading', { name: 'Start with the first lesson' }).waitFor();
  await expectOneSeatPaidOnce(student);
  expect(saidBy(page).filter(isTrouble)).toEqual([]);
});

test('whatever a student double-clicks, nothing breaks and nothing is paid', async () => {
  const student = await newStudent('ready');
  const profile = await browsing.newProfile({ person: student });
  await profile.addInitScript('window.print = () => undefined');
  const page = await browsing.open({ profile });
  const pressed: string[] = [];
  for (const path of studentPaths) pressed.push(...(await pressEverything({ page, path })));
  expect(pressed).toEqual(expect.arrayContaining(['Pay the rest', 'Start the quiz', 'Save profile']));
  expect(saidBy(page).filter(isTrouble)).toEqual([]);
  await eventually(() => expectOneSeatPaidOnce(student));
  // Two buttons of the pay page open a payment each; none is paid before the provider's page.
  expect((await stripePaymentsOf(student)).filter(({ status }) => status === 'succeeded')).toHaveLength(1);
});

test('whatever an admin double-clicks outside of a dialog, nothing breaks', async () => {
  const page = await browsing.open({ path: '/staff' });
  await enterCredentials(page, sampleAccount('admin'));
  await page.getByRole('navigation').first().waitFor();
  const pressed: string[] = [];
  for (const path of staffPaths) pressed.push(...(await pressEverything({ page, path: `/staff/${path}` })));
  expect(pressed.length).toBeGreaterThan(5);
  expect(saidBy(page).filter(isTrouble)).toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).dblclick();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
});

test('a double click on «Continue» shows what will happen and does not do it yet', async () => {
  const student = await newStudent('paid');
  const page = await browsing.open({ path: `/staff/students/${student.uid}/${courseId}` });
  await enterCredentials(page, sampleAccount('admin'));
  await page.getByRole('button', { name: 'Return money' }).click();
  await page.getByLabel('Reason').fill('Asked for it by telephone');
  await page.getByRole('button', { name: 'Continue' }).dblclick();
  await page.getByText('goes back to the card that paid').waitFor();
  expect((await ledgerOf({ uid: student.uid, courseId })).map(({ kind }) => kind).sort()).toEqual([
    'payment',
    'tuition',
  ]);
});
