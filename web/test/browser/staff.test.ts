import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import {
  COURSE,
  call,
  enrolledStudent,
  enrollmentOf,
  enterConsole,
  lock,
  parkedPayment,
  paymentOfNobody,
  tokenOf,
  until,
} from './staff-school.ts';
import { expectAccessible, firestore, takeScreenshots, useBrowser } from './support/index.ts';

const browsing = useBrowser();

const newName = (): string => `Ann ${randomUUID().slice(0, 8)}`;

async function enter(role: 'admin' | 'instructor' | 'auditor'): Promise<Page> {
  const page = await browsing.open({ path: '/staff' });
  await enterConsole(page, role);
  return page;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** From the list of students to one student's course, as staff go there. */
async function openStudent(page: Page, name: string): Promise<void> {
  await place(page, 'Students').click();
  await page.getByLabel('Find a student').fill(name);
  const found = page.getByRole('listitem').filter({ hasText: name });
  await found.getByRole('link', { name: 'Seatbelt in three minutes' }).click();
  await heading(page, name).waitFor();
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
}

test('an admin finds a student, returns a part of the payment once, and the ledger shows it', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 3_000 });
  const page = await enter('admin');
  await openStudent(page, student.name);
  await expectAccessible(page);
  await press(page, 'Return money');
  await page.getByLabel('Amount').fill('12.50');
  await page.getByLabel('Reason').fill('Paid for a book that is out of print');
  await expectAccessible(page);
  await press(page, 'Continue');
  await page.getByRole('button', { name: 'Return $12.50' }).dblclick();
  await page.getByText('is on its way back').waitFor();
  await press(page, 'Done');
  const ledger = page.getByRole('region', { name: 'Ledger table' });
  await ledger.getByRole('row', { name: /Refund \$12\.50/ }).waitFor();
  expect(await ledger.getByRole('row', { name: /Refund/ }).count()).toBe(1);
  expect((await enrollmentOf(student)).get('amountRefunded')).toBe(1_250);
  const history = page.getByRole('list', { name: 'History, newest first' });
  await history.getByText('Refund $12.50').waitFor();
  await history.getByText('Paid for a book that is out of print').waitFor();
  await takeScreenshots({ page, name: 'staff-student' });
});

test('a course that is locked is opened with a reason, which stands in the history', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  await lock(student);
  const page = await enter('admin');
  await openStudent(page, student.name);
  await press(page, 'Unlock');
  await press(page, 'Continue');
  await page.getByText('Please say why.').waitFor();
  await page.getByLabel('Reason').fill('Identity settled on the phone');
  await press(page, 'Continue');
  await press(page, `Unlock ${student.name}`);
  await page.getByText('The lock is lifted').waitFor();
  await press(page, 'Done');
  const history = page.getByRole('list', { name: 'History, newest first' });
  await history.getByText('Identity settled on the phone').waitFor();
  expect((await enrollmentOf(student)).get('accessStatus')).toBe('ACTIVE');
});

test('what happened is walked through with the arrow keys, and Enter leads to it in the list', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  const page = await enter('admin');
  await openStudent(page, student.name);
  const picture = page.getByRole('group', { name: /^Timeline/ });
  await picture.getByRole('button', { name: /Tuition charged/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const focused = page.locator(':focus');
  expect(await focused.textContent()).toContain('Payment $20.00');
  expect(await focused.evaluate(element => element.tagName)).toBe('LI');
});

test('an account that is in use is not deleted, and what stands in the way is named', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  const page = await enter('admin');
  await openStudent(page, student.name);
  await page.getByRole('link', { name: 'Account and other courses' }).click();
  await press(page, 'Delete account');
  await page.getByLabel('Reason').fill('Asked for it by letter');
  await press(page, 'Continue');
  await press(page, `Delete ${student.name}`);
  await page.getByRole('heading', { name: 'What stands in the way' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'cancel the course first' }).waitFor();
  await expectAccessible(page);
  await press(page, 'Cancel');
  await heading(page, student.name).waitFor();
  await expectAccessible(page);
});

test('a parked event is replayed, and its payment is booked', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  const { eventId, paymentIntentId } = await parkedPayment({ student, amount: 1_500 });
  const page = await enter('admin');
  await place(page, 'Parked events').click();
  await page.getByText(eventId).first().waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-events' });
  await page.getByRole('button', { name: `Replay ${eventId}` }).dblclick();
  await page.getByText('1 of 1 replayed, 1 settled.').waitFor();
  const entry = await firestore.doc(`users/${student.uid}/courses/${COURSE}/ledger/${paymentIntentId}`).get();
  expect(entry.get('amount')).toBe(1_500);
});

test('money of nobody is claimed for a student who is found by name', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  const paymentId = await paymentOfNobody(1_950);
  const page = await enter('admin');
  await place(page, 'Suspense').click();
  const card = page.getByRole('listitem').filter({ hasText: paymentId });
  await card.waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-suspense' });
  await card.getByRole('button', { name: 'Claim $19.50' }).click();
  await page.getByLabel('Whose money it is').fill(student.name);
  await page.getByRole('button', { name: new RegExp(student.name) }).click();
  await expectAccessible(page);
  await press(page, 'Continue');
  await press(page, `Claim $19.50 for ${student.name}`);
  await page.getByText('Still due: $10.00').waitFor();
  await press(page, 'Done');
  await page.getByText('Claimed before').click();
  const claimed = page.getByRole('list', { name: 'Claimed, the last first' });
  await claimed.getByRole('listitem').filter({ hasText: paymentId }).waitFor();
  await expectAccessible(page);
  expect((await enrollmentOf(student)).get('amountPaid')).toBe(3_950);
});

test('an instructor sees the own lessons alone, and marks one as driven', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  const admin = await tokenOf('admin');
  const now = Date.now();
  const { authorizationId } = await call(admin, 'createAuthorization', {
    userId: student.uid,
    courseId: COURSE,
    instructorId: 'instructor-1',
    totalUnits: 4,
    validFrom: new Date(now - 86_400_000).toISOString(),
    validTo: new Date(now + 86_400_000).toISOString(),
  });
  const page = await enter('instructor');
  await heading(page, 'Calendar').waitFor();
  expect(await page.getByRole('navigation', { name: 'Places' }).getByRole('link').allTextContents()).toEqual([
    'Calendar',
  ]);
  const startsAt = new Date(now + 3_600_000).toISOString();
  await call(student, 'reserveUnits', { authorizationId, units: 1, startsAt, durationMinutes: 60 });
  await page.reload();
  // In a week the next hour may lie beyond its Sunday.
  await page.getByRole('radio', { name: 'Month' }).check();
  await page.getByRole('button', { name: new RegExp(student.name) }).click();
  await press(page, 'Mark as driven');
  await press(page, 'Continue');
  await press(page, 'Count 1 unit as driven');
  await page.getByText('Driven in all: 1').waitFor();
  await press(page, 'Done');
  await page.getByText('1 driven · 0 held · 3 left').first().waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-calendar' });
});

test('an auditor opens one record for minutes, takes it, ends the grant, and the log tells', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  const page = await enter('auditor');
  await heading(page, 'Break-glass').waitFor();
  await page.getByLabel('Student’s user id').fill(student.uid);
  await page.getByLabel('Course id').fill(COURSE);
  await page.getByLabel('Reason').fill('A complaint about hours');
  await press(page, 'Open the record for 15 minutes');
  await page.getByRole('timer').waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-grants' });
  await press(page, 'Export record');
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download')]);
  expect(file.suggestedFilename()).toContain('.html');
  await press(page, 'Done');
  await press(page, 'End now');
  await page.getByText('No grant of yours is open').waitFor();
  await place(page, 'Audit log').click();
  const log = page.getByRole('list', { name: 'Audit records, newest first' });
  await log.getByRole('listitem').filter({ hasText: 'A complaint about hours' }).first().waitFor();
  await log.getByRole('listitem').filter({ hasText: 'exportComplianceRecord' }).first().waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-audit' });
});

test('the system’s health is shown in figures and pictures', async () => {
  const page = await enter('admin');
  await page.getByRole('heading', { name: 'Enrolled last' }).waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-students' });
  await place(page, 'Health').click();
  await page.getByRole('heading', { name: 'Lanes' }).waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-health' });
});

test('a student cannot open the console, and is told so with a way out', async () => {
  const page = await browsing.open({ path: '/staff/students' });
  await enterConsole(page, 'student');
  await heading(page, 'This page is for the staff').waitFor();
  expect(await page.getByLabel('Find a student').count()).toBe(0);
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'staff-no-role' });
  await page.getByRole('link', { name: 'Go to your courses' }).click();
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/staff'));
});

test('a role that was just given is taken up without signing in anew', async () => {
  const student = await enrolledStudent({ name: newName(), deposit: 2_000 });
  const page = await browsing.open({ path: '/staff' });
  await page.getByLabel('E-mail').fill(student.email);
  await page.getByLabel('Password').fill(student.password);
  await press(page, 'Sign in');
  await heading(page, 'This page is for the staff').waitFor();
  const admin = await tokenOf('admin');
  await call(admin, 'setRole', { userId: student.uid, role: 'instructor', reason: 'Passed the examination' });
  await until(async () => {
    const again = page.getByRole('button', { name: 'Look again' });
    if ((await again.count()) > 0) await again.click();
    return (await heading(page, 'Calendar').count()) > 0;
  });
});
