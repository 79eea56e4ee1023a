import type { Page } from 'playwright-core';
import { showPage } from './show-page.ts';

/** Answers all four kinds of questions; one is forgotten at first, and a reload loses nothing. */
export async function takeTheExam(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Go to the exam' }).click();
  await page.getByRole('button', { name: 'Start the exam' }).click();
  await page.getByLabel('Low across the hips').check();
  for (const step of ['A look into the mirror', 'The turn signal', 'A glance over the shoulder'])
    await page.getByLabel(step).check();
  await page.getByRole('textbox', { name: /a number$/ }).fill('4');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  expect(await page.getByLabel('Low across the hips').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('dialog', { name: 'One question has no answer' }).waitFor();
  await page.getByRole('button', { name: 'Go back' }).click();
  await page.getByRole('textbox', { name: /^Your answer to question \d+$/ }).fill('Stop sign');
  await showPage({ page, name: 'exam', ready: page.getByText('Saved', { exact: true }) });
  await page.getByRole('button', { name: 'Hand in' }).click();
  await showPage({ page, name: 'exam-result', ready: page.getByRole('heading', { name: 'Passed' }) });
  await page.getByRole('link', { name: 'To the course’s page' }).click();
}
