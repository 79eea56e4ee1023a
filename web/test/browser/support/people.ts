import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { createAccount, type SignedIn } from '../../../../tools/stack/auth.ts';
import { type CallAnswer, callFunction } from '../../../../tools/stack/call.ts';
import { type SampleAccount, sampleAccounts } from '../../../../tools/stack/sample-accounts.ts';
import { stack } from './stack.ts';

export type Person = Pick<SignedIn, 'uid' | 'email' | 'password' | 'idToken'>;

/** Somebody whom no other test knows. */
export function newStudent(): Promise<Person> {
  const uid = `student-${randomUUID()}`;
  const account = { uid, email: `${uid}@example.test`, password: 'student-password' };
  return createAccount({ target: stack, account });
}

/** One of the accounts that are there from the start. */
export function sampleAccount(role: SampleAccount['role']): SampleAccount {
  const account = sampleAccounts.find(each => each.role === role);
  if (account === undefined) throw new Error(`there is no sample account for ${role}`);
  return account;
}

/** Calls a function as this person would from a program of their own. */
export const callAs = (
  person: Pick<Person, 'idToken'>,
  call: { name: string; data: object },
): Promise<CallAnswer> => callFunction({ baseUrl: stack.baseUrl, idToken: person.idToken, ...call });

/** Signs in on the student page, as a person does, and waits until the page goes on. */
export async function signIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}
