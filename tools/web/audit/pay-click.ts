import { type Browser, chromium } from 'playwright-core';
import { chromiumFlags } from '../../setup/chromium.ts';
import type { Stack } from '../../stack/stack.ts';
import { pageFunction } from '../page-function.ts';
import { prepareStudent } from '../prepared-student.ts';
import { signIn } from './sign-in.ts';

const courseId = 'seatbelt-taster';
const CLICKS = 5;
/** A button that shows nothing by then shows nothing. */
const AT_MOST_MS = 5_000;

const listening = pageFunction('audit/pay-click.page.js');

/**
 * One click of somebody who has just come to the page.
 * @returns milliseconds until the button shows that it works, or until that was given up
 */
async function clickOnce({ stack, browser }: { stack: Stack; browser: Browser }): Promise<number> {
  const school = { target: stack, stripe: stack.stripe.control };
  const account = await prepareStudent({ school, courseId, upTo: 'enrolled' });
  const profile = await browser.newContext({ baseURL: stack.webUrl });
  try {
    const page = await profile.newPage();
    // No answer, so that what is seen is the click's own doing, and the page stays.
    await page.route('**/payRemainingBalance', () => undefined);
    await signIn({ page, account });
    await page.goto(`/courses/${courseId}/pay`);
    const pay = page.getByRole('button', { name: 'Pay the rest' });
    await pay.waitFor();
    const clicking = async (): Promise<void> => {
      await page.locator('html[data-listens]').waitFor({ state: 'attached' });
      await pay.click();
    };
    // Together: of a click that fails, the page that closes while it listens must not be a failure that nobody hears.
    const [shownAfterMs] = await Promise.all([
      page.evaluate<number>(`(${listening})({ atMostMs: ${AT_MOST_MS} })`),
      clicking(),
    ]);
    return shownAfterMs;
  } finally {
    await profile.close();
  }
}

/** How long «Pay» takes to show something, click by click, each by another student in a profile of their own. */
export async function measurePayClicks(input: { stack: Stack; chromiumPath: string }): Promise<number[]> {
  const { stack, chromiumPath } = input;
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
  try {
    const found: number[] = [];
    while (found.length < CLICKS) found.push(Math.round(await clickOnce({ stack, browser })));
    return found;
  } finally {
    await browser.close();
  }
}
