import type { Locator, Page } from 'playwright-core';
import { expectAccessible, takeScreenshots } from '../support/index.ts';

/** Looks at a page as everybody does: with axe, and on phone and desk, by day and by night, without sideways scrolling. */
export async function showPage(input: { page: Page; name: string; ready: Locator }): Promise<void> {
  const { page, name, ready } = input;
  await ready.first().waitFor();
  await expectAccessible(page);
  // What stays in sight while one reads would lie over the middle of the picture.
  await page.evaluate('window.scrollTo(0, 0)');
  await takeScreenshots({ page, name });
  await expectNoSidewaysScroll(page);
}

/** The narrowest phone that is still about. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  if (before !== null) await page.setViewportSize(before);
}
