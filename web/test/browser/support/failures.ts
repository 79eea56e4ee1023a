import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { screenshotsDir } from './screenshots.ts';

const watched = new Map<Page, string[]>();
const tooLong = 80;

/** Notes what a page says from now on. */
export function watchPage(page: Page): void {
  const said: string[] = [];
  watched.set(page, said);
  page.on('console', message => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => said.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('requestfailed', request => {
    said.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', response => {
    if (response.status() >= 400) said.push(`answered ${response.status()}: ${response.url()}`);
  });
}

/** What a page said and what it asked for in vain, since it was opened. */
export const saidBy = (page: Page): readonly string[] => watched.get(page) ?? [];

export const forgetPages = (): void => watched.clear();

const hasFailed = (): boolean => Reflect.get(globalThis, 'seatbeltTestFailed') === true;

const fileName = (testName: string) =>
  testName
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, tooLong)
    .replace(/-$/, '');

/** Keeps a picture and the console of each open page, if the test at hand has failed. */
export async function keepFailures(testName: string): Promise<void> {
  if (!hasFailed()) return;
  const dir = path.join(screenshotsDir, 'failed');
  mkdirSync(dir, { recursive: true });
  let number = 0;
  for (const [page, said] of watched) {
    number += 1;
    const file = path.join(dir, `${fileName(testName)}-${number}`);
    writeFileSync(`${file}.log`, `${page.url()}\n${said.join('\n')}\n`);
    // A page that was closed or has crashed has no picture; the console is what is left of it.
    await page.screenshot({ path: `${file}.png`, fullPage: true }).catch(() => undefined);
  }
}
