import type { Page } from 'playwright-core';
import {
  callAs,
  chargesOf,
  enrollmentOf,
  eventually,
  ledgerOf,
  newStudent,
  type Person,
  stack,
  stripePaymentsOf,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();
const { courseId, price, deposit } = taster;
const payPath = `/courses/${courseId}/pay`;

const payButton = (page: Page, name: 'Pay the rest' | 'Pay deposit') => page.getByRole('button', { name });
const atStripe = (page: Page) => page.waitForURL(url => url.origin !== stack.webUrl);
const booked = (page: Page) => page.getByText('Thank you.').waitFor();

/** Presses Pay on the provider's page. Whoever comes too late is told so there, and goes back. */
async function payAtStripe(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  const back = page.getByRole('link', { name: 'Back', exact: true });
  await page.getByRole('heading', { name: 'Your payment' }).or(back).waitFor();
  if (page.url().startsWith(stack.webUrl)) return;
  await back.click();
}

/** One payment of so much, whoever is asked. */
async function expectOnePayment({ student, amount }: { student: Person; amount: number }): Promise<void> {
  const place = { uid: student.uid, courseId };
  await eventually(async () => {
    expect(await enrollmentOf(place)).toMatchObject({ amountPaid: amount, amountDue: price - amount });
  });
  const payments = (await ledgerOf(place)).filter(({ kind }) => kind === 'payment');
  expect(payments).toHaveLength(1);
  expect(await chargesOf(student)).toBe(1);
}

test('two tabs that pay the same balance at the same moment make one payment, and both say so', async () => {
  const student = await newStudent('enrolled');
  const profile = await browsing.newProfile({ person: student });
  const tabs = await Promise.all([
    browsing.open({ profile, path: payPath }),
    browsing.open({ profile, path: payPath }),
  ]);
  for (const tab of tabs) await payButton(tab, 'Pay the rest').waitFor();
  await Promise.all(tabs.map(tab => payButton(tab, 'Pay the rest').click()));
  await Promise.all(tabs.map(atStripe));
  await Promise.all(tabs.map(payAtStripe));
  await Promise.all(tabs.map(booked));
  await expectOnePayment({ student, amount: price });
  expect(await stripePaymentsOf(student)).toHaveLength(1);
});

test('the whole balance is one payment, whether it is typed in or «the rest» is pressed', async () => {
  const student = await newStudent('enrolled');
  const profile = await browsing.newProfile({ person: student });
  const [typing, pressing] = await Promise.all([
    browsing.open({ profile, path: payPath }),
    browsing.open({ profile, path: payPath }),
  ]);
  await typing.getByLabel('Amount in USD').fill('49.50');
  await Promise.all([payButton(typing, 'Pay deposit').click(), payButton(pressing, 'Pay the rest').click()]);
  await Promise.all([typing, pressing].map(atStripe));
  expect(await stripePaymentsOf(student)).toHaveLength(1);
});

test('a page that is loaded again while its payment is being opened goes on with the same payment', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ person: student, path: payPath });
  let calls = 0;
  await page.route('**/createPayment', async route => {
    calls += 1;
    // The call reaches the server; its answer comes to a page that is gone.
    const response = await route.fetch().catch(() => undefined);
    if (response !== undefined && calls > 1) await route.fulfill({ response });
  });
  await payButton(page, 'Pay deposit').click();
  await eventually(async () => expect(await stripePaymentsOf(student)).toHaveLength(1));
  await page.reload();
  await payButton(page, 'Pay deposit').click();
  await atStripe(page);
  await page.reload();
  await payAtStripe(page);
  await booked(page);
  await page.reload();
  await booked(page);
  await expectOnePayment({ student, amount: deposit });
  expect(await stripePaymentsOf(student)).toHaveLength(1);
});

test('a double click on «pay», here and at the provider, pays once', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ person: student, path: payPath });
  await payButton(page, 'Pay deposit').dblclick();
  await atStripe(page);
  await page.getByRole('button', { name: 'Pay', exact: true }).dblclick();
  await booked(page);
  await expectOnePayment({ student, amount: deposit });
  expect(await stripePaymentsOf(student)).toHaveLength(1);
});

test('a click on «pay» shows at once that it was heard, however slow the server is', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ person: student, path: payPath });
  const released = Promise.withResolvers<void>();
  await page.route('**/createPayment', async route => {
    await released.promise;
    await route.continue();
  });
  await payButton(page, 'Pay deposit').click();
  await page.getByText('Opening the payment …').waitFor();
  await page.getByText('nothing is paid twice').waitFor();
  released.resolve();
  await atStripe(page);
  expect(await stripePaymentsOf(student)).toHaveLength(1);
});

test('a declined card pays nothing, and the way back leads to another try', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ person: student, path: payPath });
  await payButton(page, 'Pay deposit').click();
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('The card was declined').waitFor();
  await page.getByRole('link', { name: 'Back without paying' }).click();
  await page.getByText('The payment did not work. Nothing was paid.').waitFor();
  expect(await enrollmentOf({ uid: student.uid, courseId })).toMatchObject({ amountPaid: 0 });
  await page.getByRole('link', { name: /Try again/ }).click();
  await payButton(page, 'Pay deposit').click();
  await atStripe(page);
  await payAtStripe(page);
  await booked(page);
  await expectOnePayment({ student, amount: deposit });
});

test('what was refused is gone once something else is tried', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ person: student, path: payPath });
  await page.route('**/payRemainingBalance', route =>
    route.fulfill({
      status: 400,
      headers: { 'Access-Control-Allow-Origin': '*' },
      json: {
        error: {
          status: 'FAILED_PRECONDITION',
          message: 'Refused.',
          details: { reason: 'CURRENCY_MISMATCH', retryable: false, fields: [] },
        },
      },
    }),
  );
  const released = Promise.withResolvers<void>();
  await page.route('**/createPayment', async route => {
    await released.promise;
    await route.continue();
  });
  await payButton(page, 'Pay the rest').click();
  await page.getByText('This payment is in another currency').waitFor();
  await payButton(page, 'Pay deposit').click();
  await page.getByText('Opening the payment …').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  released.resolve();
  await atStripe(page);
});

test('whoever has left a course is told that nothing is to be paid, and not that all is paid', async () => {
  const student = await newStudent('enrolled');
  const requestId = crypto.randomUUID();
  const cancelling = { name: 'cancelEnrollment', data: { courseId, requestId, reason: 'Moving away' } };
  expect(await callAs(student, cancelling)).toMatchObject({ ok: true });
  const page = await browsing.open({ person: student, path: payPath });
  await page.getByText('This enrollment has ended.').waitFor();
  expect(await page.getByText('Everything is paid.').count()).toBe(0);
});
