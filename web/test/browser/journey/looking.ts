import type { Page } from 'playwright-core';
import { showPage } from './show-page.ts';

/** The pages that only show something, while another device studies. */
export async function lookAround(page: Page): Promise<void> {
  await page.goto('/');
  await showPage({ page, name: 'course-list', ready: page.getByRole('heading', { name: 'My courses' }) });
  await page.getByRole('link', { name: 'Seatbelt in three minutes' }).click();
  await showPage({ page, name: 'course', ready: page.getByRole('link', { name: 'Start studying' }) });
  await page.getByRole('link', { name: 'Receipts' }).click();
  await showPage({ page, name: 'receipts', ready: page.getByRole('cell', { name: 'Tuition' }) });
  await page.goBack();
  await page.getByRole('link', { name: 'Hours per day' }).click();
  await page.getByText('Show as a table').click();
  await showPage({
    page,
    name: 'hours',
    ready: page.getByRole('img', { name: /Bars of the credited time/ }),
  });
  await page.goBack();
  await page.getByRole('link', { name: 'Certificate' }).click();
  await showPage({
    page,
    name: 'certificate-gates',
    ready: page.getByRole('button', { name: 'Get certificate' }),
  });
  await page.getByRole('link', { name: 'Profile' }).click();
  await showPage({ page, name: 'profile', ready: page.getByRole('button', { name: 'Save profile' }) });
}
