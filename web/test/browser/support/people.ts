import type { BrowserContext, Page } from 'playwright-core';
import { revokeSignIns, type SignedIn } from '../../../../tools/stack/auth.ts';
import { type CallAnswer, callFunction } from '../../../../tools/stack/call.ts';
import { type SampleAccount, sampleAccounts } from '../../../../tools/stack/sample-accounts.ts';
import { prepareStudent, type Stage } from '../../../../tools/web/prepared-student.ts';
import { stack, stripe } from './stack.ts';

export { personalAnswers } from '../../../../tools/web/prepared-student.ts';

export type Person = SignedIn;

/** The course that can be walked through in minutes, and its parts. */
export const taster = {
  courseId: 'seatbelt-taster',
  price: 4_950,
  deposit: 2_000,
  firstLesson: 'buckle-up',
  practice: 'warm-up',
  exam: 'final-exam',
} as const;

/** Somebody whom no other test knows, and who has come so far in the taster. */
export const newStudent = (upTo: Stage = 'account'): Promise<Person> =>
  prepareStudent({ school: { target: stack, stripe }, courseId: taster.courseId, upTo });

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

/** Ends all sign-ins of a person, on every device. */
export const revoke = ({ uid }: Person): Promise<void> => revokeSignIns({ target: stack, uid });

/** Fills in the form that is shown. */
export async function enterCredentials(
  page: Page,
  person: { email: string; password: string },
): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in on the student page, as a person does, and waits until the page goes on. */
export async function signIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await enterCredentials(page, person);
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

const HOUR_MS = 3_600_000;

/**
 * Makes a profile one in which this person has signed in before: its pages start signed in. Spares tests that are about
 * something else the way through the form. Once: who signs out or clears the storage stays signed out.
 */
export async function keepSignedIn(profile: BrowserContext, person: Person): Promise<void> {
  const user = {
    uid: person.uid,
    email: person.email,
    emailVerified: true,
    isAnonymous: false,
    providerData: [],
    stsTokenManager: {
      refreshToken: person.refreshToken,
      accessToken: person.idToken,
      expirationTime: Date.now() + HOUR_MS,
    },
    createdAt: String(Date.now()),
    lastLoginAt: String(Date.now()),
    apiKey: 'local',
    appName: '[DEFAULT]',
  };
  const page = await profile.newPage();
  // A file of the site that runs no script of ours.
  await page.goto('/robots.txt');
  const entry = { key: 'firebase:authUser:local:[DEFAULT]', value: JSON.stringify(user) };
  await page.evaluate(`localStorage.setItem(${JSON.stringify(entry.key)}, ${JSON.stringify(entry.value)})`);
  await page.close();
}
