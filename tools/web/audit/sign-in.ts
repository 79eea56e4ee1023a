import type { Page } from 'playwright-core';

/** As a person does, and waits until the page goes on. */
export async function signIn({
  page,
  account,
}: {
  page: Page;
  account: { email: string; password: string };
}): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}
