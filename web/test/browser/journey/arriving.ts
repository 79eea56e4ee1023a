import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { showPage } from './show-page.ts';

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** From the list of courses to an account of one's own, back at the course. */
export async function arrive(page: Page): Promise<Account> {
  const account = { email: `newcomer-${randomUUID()}@example.test`, password: 'newcomer-password' };
  await page.getByRole('link', { name: 'Seatbelt in three minutes' }).click();
  await page.getByRole('link', { name: 'Sign in to enroll' }).click();
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  const create = page.getByRole('button', { name: 'Create account' });
  await showPage({ page, name: 'sign-in', ready: create });
  await create.click();
  await page.getByRole('button', { name: 'Enroll' }).waitFor();
  return account;
}

/** Takes a seat, pays the deposit on the provider's page and answers the personal questions. */
export async function enrollAndPay(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enroll' }).click();
  await page.getByRole('link', { name: 'Go to payment' }).click();
  await showPage({ page, name: 'payment', ready: page.getByRole('button', { name: 'Pay deposit' }) });
  await page.getByRole('button', { name: 'Pay deposit' }).click();
  await payAtTheProvider(page);
  await page.getByRole('link', { name: 'To the course' }).click();
  await page.getByRole('link', { name: 'Answer the questions' }).click();
  for (const [question, answer] of personalAnswers) await page.getByLabel(question).fill(answer);
  await showPage({
    page,
    name: 'personal-questions',
    ready: page.getByRole('button', { name: 'Save answers' }),
  });
  await page.getByRole('button', { name: 'Save answers' }).click();
  await page.getByRole('link', { name: 'Start studying' }).waitFor();
}

/** On the provider's page, and back until the payment is booked. */
export async function payAtTheProvider(page: Page): Promise<void> {
  await page.waitForURL(/\/pay\/pi_/);
  await page.getByRole('button', { name: /^Pay/ }).first().click();
  await page.getByText(/are booked/).waitFor();
}

export const personalAnswers = [
  ['What was the name of your first school?', 'Hill School'],
  ['What was the name of your first pet?', 'Rex'],
  ['On which street did you live when you were ten?', 'Main Street'],
] as const;
