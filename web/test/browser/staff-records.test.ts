import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { readPdfs } from '../../../functions/test/fixtures/read-pdf.ts';
import { signIn as signInByPassword } from '../../../tools/stack/auth.ts';
import { certificatesOf, newCertified, newReady } from './course-history.ts';
import { decide, history, isRefused, openConsole, openStudent, press, pressBeside } from './staff-pages.ts';
import { COURSE, call, parkedPayment, parkedRefund, tokenOf } from './staff-school.ts';
import { eventually, expectAccessible, firestore, ledgerOf, stack, useBrowser } from './support/index.ts';

const browsing = useBrowser();

const newName = (): string => `Cleo ${randomUUID().slice(0, 8)}`;

/** What a stranger is told of a certificate. */
async function publicCheck(serial: string): Promise<unknown> {
  const headers = { Accept: 'application/json' };
  return (await fetch(`${stack.baseUrl}/verifyCertificate/${serial}`, { headers })).json();
}

async function downloadPdf(page: Page): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download PDF')]);
  const [read] = await readPdfs([await readFile(await file.path())]);
  return read?.text ?? '';
}

test('a certificate is printed, replaced by one with the right name, and revoked; whoever looks it up is told', async () => {
  const student = await newCertified('Anna Berk');
  const page = await openStudent({ browsing, student });
  await pressBeside(page, { what: 'Certificate issued', name: 'PDF' });
  await expectAccessible(page);
  expect(await downloadPdf(page)).toContain('Anna Berk');
  await press(page, 'Done');
  await pressBeside(page, { what: 'Certificate issued', name: 'Replace' });
  await page.getByLabel('Name on the new certificate').fill('Anna Berg');
  await decide(page, { reason: 'Misspelled', confirm: 'Replace it for Anna Berg' });
  await page.getByText('The new certificate is TASTE').waitFor();
  await press(page, 'Done');
  await history(page).getByText('Certificate replaced').first().waitFor();
  const own = await browsing.open({ person: student, path: `/courses/${COURSE}/certificate` });
  await own.getByText('Anna Berg').waitFor();

  await pressBeside(page, { what: 'Certificate issued', name: 'Revoke' });
  await expectAccessible(page);
  const [old, current] = await certificatesOf(student);
  await decide(page, { reason: 'Issued to the wrong person', confirm: `Revoke ${current?.serial}` });
  await page.getByText(`${current?.serial} is revoked.`).waitFor();
  await press(page, 'Done');
  await own.getByText('The school has revoked this certificate.').waitFor();
  await expectAccessible(own);
  expect((await certificatesOf(student)).map(({ state }) => state)).toEqual(['SUPERSEDED', 'REVOKED']);
  expect(await publicCheck(old?.serial ?? '')).toMatchObject({ valid: false, state: 'SUPERSEDED' });
  expect(await publicCheck(current?.serial ?? '')).toMatchObject({ valid: false, state: 'REVOKED' });
});

test('a certificate that a colleague has revoked meanwhile is not replaced any more', async () => {
  const student = await newCertified(newName());
  const page = await openStudent({ browsing, student });
  await pressBeside(page, { what: 'Certificate issued', name: 'Replace' });
  const [certificate] = await certificatesOf(student);
  const certificateId = certificate?.certificateId;
  await call(await tokenOf('admin'), 'revokeCertificate', { certificateId, reason: 'I was first' });
  await decide(page, { reason: 'Misspelled', confirm: `Replace it for ${student.name}` });
  await isRefused(page, {
    says: 'This certificate is not valid any more.',
    because: 'supersedeCertificate: CERTIFICATE_NOT_LIVE',
  });
  await expectAccessible(page);
  expect(await certificatesOf(student)).toHaveLength(1);
});

test('of all parked events replayed together each is tried, and what stays parked is told with its reason', async () => {
  const student = await newReady(newName());
  const payment = await parkedPayment({ student, amount: 1_000 });
  const refund = await parkedRefund({ amount: 1_000 });
  try {
    const page = await openConsole({ browsing, path: 'events' });
    await page.getByText(refund.eventId).first().waitFor();
    await press(page, /^Replay all/);
    await page.getByText(/2 replayed, 1 settled, 1 still parked\./).waitFor();
    await page.getByRole('status').getByText(refund.eventId).waitFor();
    await expectAccessible(page);
    const place = { uid: student.uid, courseId: COURSE };
    const kinds = (await ledgerOf(place)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['payment', 'payment', 'tuition']);
    expect([await stateOf(payment), await stateOf(refund)]).toEqual(['applied', 'parked']);
  } finally {
    // Whoever comes next, a second try of this one too, is not to find them.
    for (const { eventId } of [payment, refund]) await eventDoc(eventId).delete();
  }
});

const eventDoc = (eventId: string) => firestore.doc(`stripeEvents/${eventId}`);
const stateOf = async ({ eventId }: { eventId: string }): Promise<unknown> =>
  (await eventDoc(eventId).get()).get('state');

async function setRole(page: Page, { to, confirm }: { to: string; confirm: string }): Promise<void> {
  await press(page, 'Set role');
  await page.getByLabel('Role', { exact: true }).selectOption(to);
  await decide(page, { reason: 'Asked for by letter', confirm });
  await page
    .getByRole('status')
    .getByText(/ is (auditor|student) now\./)
    .waitFor();
  await press(page, 'Done');
}

async function deleteByForce(page: Page, { name }: { name: string }): Promise<void> {
  await press(page, 'Delete account');
  await page.getByLabel(/In spite of what stands in the way/).check();
  await decide(page, { reason: 'Asked for by letter', confirm: `Delete ${name}` });
}

test('an account is handed over as a file, and deleted only once its role was taken away, even by force', async () => {
  const student = await newReady(newName());
  const page = await openConsole({ browsing, path: `students/${student.uid}` });
  await setRole(page, { to: 'Auditor', confirm: `Make ${student.name} auditor` });
  const role = firestore.doc(`roles/${student.uid}`);
  expect((await role.get()).get('role')).toBe('auditor');

  await press(page, 'Export account data');
  await page.getByLabel('Reason').fill('Too short');
  await press(page, 'Download as JSON');
  await page.getByText('Please say why, in at least 10 characters.').waitFor();
  await page.getByLabel('Reason').fill('Asked for by letter');
  await expectAccessible(page);
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download as JSON')]);
  expect(await readFile(await file.path(), 'utf8')).toContain(student.name);
  await press(page, 'Done');

  await deleteByForce(page, student);
  await isRefused(page, {
    says: 'This account cannot be deleted yet.',
    because: 'deleteAccount: ACCOUNT_IN_USE',
  });
  await page.getByRole('listitem').filter({ hasText: 'has to take the role away first' }).waitFor();
  await press(page, 'Cancel');
  await setRole(page, { to: 'Student: no role', confirm: `Make ${student.name} student` });
  await deleteByForce(page, student);
  await page.getByText('The account is deleted.').waitFor();
  await page.getByText(`Record of the course of ${COURSE}`).waitFor();
  await expectAccessible(page);
  await press(page, 'Done');
  const profile = await firestore.doc(`users/${student.uid}`).get();
  expect(profile.get('displayName')).toBe('');
  // The sign-in goes last, on its own.
  const signIn = () => signInByPassword({ target: stack, account: student });
  await eventually(() => expect(signIn()).rejects.toThrow('EMAIL_NOT_FOUND'));
});
