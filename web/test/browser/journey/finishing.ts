import type { Page } from 'playwright-core';
import { payAtTheProvider } from './arriving.ts';
import { showPage } from './show-page.ts';

export async function payTheRest(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Go to payment' }).click();
  await page.getByRole('button', { name: 'Pay the rest' }).click();
  await payAtTheProvider(page);
  await page.getByRole('link', { name: 'To the course' }).click();
}

/** Enters the name, has the certificate issued and checked by a stranger. @returns where its PDF was saved */
export async function getCertificate({ page, name }: { page: Page; name: string }): Promise<string> {
  await page.getByRole('link', { name: 'Go to the certificate' }).click();
  await page.getByLabel('Your full name').fill(name);
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByRole('button', { name: 'Get certificate' }).click();
  const download = page.getByRole('button', { name: 'Download PDF' });
  await showPage({ page, name: 'certificate', ready: download });
  const [check, file] = await Promise.all([
    page.getByRole('link', { name: 'Public check' }).getAttribute('href'),
    Promise.all([page.waitForEvent('download'), download.click()]).then(([saved]) => saved),
  ]);
  const answer = await fetch(check ?? '', { headers: { Accept: 'application/json' } });
  expect(await answer.json()).toMatchObject({ valid: true, initials: 'A. B.' });
  return file.path();
}
