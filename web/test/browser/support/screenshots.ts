import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { stateDir } from '../../../../tools/setup/paths.mjs';

/** Where pictures of the pages stay after a run; continuous integration keeps them from there. */
export const screenshotsDir = path.join(stateDir, 'screenshots');

/** Both widths and both colour schemes, in two pictures: four take twice as long and show little more. */
const looks = [
  { device: 'phone', colorScheme: 'dark', size: { width: 390, height: 844 } },
  { device: 'desktop', colorScheme: 'light', size: { width: 1280, height: 800 } },
] as const;

/** Takes `NAME-dark-phone.png` and `NAME-light-desktop.png`, and leaves the page as it was. */
export async function takeScreenshots({ page, name }: { page: Page; name: string }): Promise<void> {
  mkdirSync(screenshotsDir, { recursive: true });
  const before = page.viewportSize();
  for (const { device, colorScheme, size } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    const file = path.join(screenshotsDir, `${name}-${colorScheme}-${device}.png`);
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
}
