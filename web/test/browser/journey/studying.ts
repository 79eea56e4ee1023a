import path from 'node:path';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../support/index.ts';
import { screenshotsDir } from '../support/screenshots.ts';
import { personalAnswers } from './arriving.ts';
import { showPage } from './show-page.ts';

/** Completes the three lessons, answers the identity check that comes meanwhile, and stays until the hours are full. */
export async function studyAllLessons(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Start studying' }).click();
  await answerChecksFromNowOn(page);
  await showPage({ page, name: 'lesson', ready: page.getByText('Your time is being counted.') });
  await completeLesson(page);
  await page.getByRole('link', { name: 'Mirrors and what they hide' }).click();
  await page.locator('video').click();
  await completeLesson(page);
  await page.getByRole('link', { name: 'Keep a gap' }).click();
  await completeLesson(page);
  // Of the forty seconds that the course asks for, its lessons take thirty.
  const counted = page.getByTestId('session-seconds');
  await counted.filter({ hasText: /^([4-9]\d s|\d+ min)/ }).waitFor();
  await page.getByRole('link', { name: 'To the course’s page' }).click();
  await page.getByRole('link', { name: 'Go to the exam' }).waitFor();
}

async function completeLesson(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Complete lesson' }).click();
  await page.getByText('This lesson is done.').waitFor();
}

/** A check may come at any moment, over whatever the student does. */
async function answerChecksFromNowOn(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await page.addLocatorHandler(dialog, async () => {
    const question = await dialog.locator('label').textContent();
    const [, answer = ''] = personalAnswers.find(([text]) => text === question) ?? [];
    await dialog.getByRole('textbox').fill(answer.toUpperCase());
    // One picture: its time is running.
    await page.screenshot({ path: path.join(screenshotsDir, 'identity-check-light-desktop.png') });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Send answer' }).click();
  });
}
