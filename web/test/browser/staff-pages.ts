import type { Page } from 'playwright-core';
import { COURSE, tokenOf } from './staff-school.ts';
import { type Browsing, expectAccessible, type Person } from './support/index.ts';

/** The console as an admin has it who is signed in already. @param path below `/staff` */
export const openConsole = async (input: { browsing: Browsing; path: string }): Promise<Page> =>
  input.browsing.open({ person: await tokenOf('admin'), path: `/staff/${input.path}` });

/** One student's course, as an admin sees it. */
export const openStudent = (input: { browsing: Browsing; student: Person }): Promise<Page> =>
  openConsole({ browsing: input.browsing, path: `students/${input.student.uid}/${COURSE}` });

/** Presses a button by its name, or by a part of it. */
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
/** Presses a button of the dialog that is open, where the page behind it has one of the same name. */
export const pressInside = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name }).click();
export const history = (page: Page) => page.getByRole('list', { name: 'History, newest first' });

/** What can be done about one thing of the history. */
export const pressBeside = (page: Page, { what, name }: { what: string; name: string }) =>
  history(page)
    .getByRole('listitem')
    .filter({ hasText: what })
    .first()
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();

/** Says why, reads what will happen, and does it. */
export async function decide(
  page: Page,
  { reason, confirm }: { reason: string; confirm: string },
): Promise<void> {
  await page.getByLabel('Reason').fill(reason);
  await press(page, 'Continue');
  await expectAccessible(page);
  await press(page, confirm);
}

/** A refusal is a sentence, and for staff the system's own reason with it. */
export async function isRefused(
  page: Page,
  { says, because }: { says: string; because: string },
): Promise<void> {
  const refusal = page.getByRole('alert');
  await refusal.getByText(says).waitFor();
  await refusal.getByText(because).waitFor();
}
