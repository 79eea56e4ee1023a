import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const WIDTH = 1_280;
const HEIGHT = 1_180;
/** A browser that hangs must not hold up the report. */
const PATIENCE_MS = 60_000;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first Chromium on a PATH. The project does not need one, so there may be none. */
export function findChromium(searchPath: string): string | undefined {
  const directories = searchPath.split(path.delimiter).filter(directory => directory !== '');
  return names.flatMap(name => directories.map(directory => path.join(directory, name))).find(isExecutable);
}

/** Takes a picture of the top of a page, as a reader at a desk sees it by day. */
export function takePicture(input: { chromium: string; page: string; picture: string }): void {
  const { chromium, page, picture } = input;
  // Chromium refuses its sandbox to root, which is who runs in most containers; it sees our own page alone.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [
    '--headless',
    ...asRoot,
    '--hide-scrollbars',
    '--force-color-profile=srgb',
    `--window-size=${WIDTH},${HEIGHT}`,
    `--screenshot=${picture}`,
    pathToFileURL(page).href,
  ];
  execFileSync(chromium, args, { stdio: 'ignore', timeout: PATIENCE_MS });
}
