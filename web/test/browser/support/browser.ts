import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFlags } from '../../../../tools/setup/chromium.ts';
import { forgetPages, keepFailures, watchPage } from './failures.ts';
import { keepSignedIn, type Person } from './people.ts';
import { firestore, moveClock, stack } from './stack.ts';

export const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 }, hasTouch: false },
} as const;
export type Device = keyof typeof devices;

export type Visit = {
  /** Where on the site, `/` by default. */
  path?: string;
  device?: Device;
  /** A profile that is there already: another tab of the same browser. A new one by default. */
  profile?: BrowserContext;
  /** Who is signed in in a new profile. */
  person?: Person;
};

export type Browsing = {
  /** A new tab at a page of the site. */
  open: (visit?: Visit) => Promise<Page>;
  /** A new profile, in which nobody or this person is signed in. */
  newProfile: (owner?: { person?: Person; device?: Device }) => Promise<BrowserContext>;
};

/** No bar: only what does not end at all is ended, on the slowest machine. */
const hangsAfterMs = 240_000;

/** A Chromium of its own, for who wants to kill it; ended by whoever asked for it. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: stack.chromiumPath, args: [...chromiumFlags] });

export const contextFor = (browser: Browser, device: Device) =>
  browser.newContext({ ...devices[device], baseURL: stack.webUrl, locale: 'en-US', colorScheme: 'light' });

/** Opens a tab of a browser and remembers what it says, for a test that fails. */
export async function openTab(profile: BrowserContext, path = '/'): Promise<Page> {
  const page = await profile.newPage();
  watchPage(page);
  await page.goto(path);
  return page;
}

/**
 * A browser for the tests of this file, with fresh profiles for each test. Of a test that fails, a picture of each page
 * and what its console said are kept in `.seatbelt/screenshots/failed`.
 */
export function useBrowser(): Browsing {
  jest.setTimeout(hangsAfterMs);
  let browser: Browser | undefined;
  let profiles: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await keepFailures(expect.getState().currentTestName ?? 'unnamed');
    forgetPages();
    await Promise.all(profiles.map(profile => profile.close()));
    profiles = [];
    await moveClock({ byMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await firestore.terminate();
  });
  const newProfile: Browsing['newProfile'] = async ({ person, device = 'desktop' } = {}) => {
    if (browser === undefined) throw new Error('Open pages inside a test.');
    const profile = await contextFor(browser, device);
    profiles.push(profile);
    if (person !== undefined) await keepSignedIn(profile, person);
    return profile;
  };
  return {
    newProfile,
    open: async ({ path, profile, ...owner } = {}) => openTab(profile ?? (await newProfile(owner)), path),
  };
}
