import { chromium, type Page } from 'playwright-core';
import type { Session } from '../../../functions/src/compliance/schema.ts';
import { chromiumFlags } from '../../../tools/setup/chromium.ts';
import {
  contextFor,
  eventually,
  keepSignedIn,
  moveClock,
  newStudent,
  openTab,
  type Person,
  runSchedule,
  sessionsOf,
  stack,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();
const { courseId, firstLesson } = taster;
const lessonPath = `/courses/${courseId}/lessons/${firstLesson}`;

const counts = (page: Page) => page.getByText('Your time is being counted.').waitFor();
const countsElsewhere = (page: Page) =>
  page.getByText('You are studying in another tab. Your time is counted there.').waitFor();
const isOpen = ({ staleAt }: Session) => staleAt !== null;
const sessions = ({ uid }: Person) => sessionsOf({ uid, courseId });

/** Waits until the server has taken a heartbeat of the student's one session. */
async function untilHeard(student: Person): Promise<void> {
  await eventually(async () => {
    const [session] = await sessions(student);
    expect(session?.lastSequence).toBeGreaterThan(0);
  });
}

test('of two tabs that study one counts, and the other says so and can take over', async () => {
  const student = await newStudent('ready');
  const profile = await browsing.newProfile({ person: student });
  const first = await browsing.open({ profile, path: lessonPath });
  await counts(first);
  const second = await browsing.open({ profile, path: lessonPath });
  await countsElsewhere(second);
  expect((await sessions(student)).filter(isOpen)).toHaveLength(1);
  await second.getByRole('button', { name: 'Study here instead' }).click();
  await counts(second);
  await countsElsewhere(first);
  expect((await sessions(student)).filter(isOpen)).toHaveLength(1);
});

test('a tab that is closed mid-session ends it by its last word, as of the last heartbeat', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: lessonPath });
  await counts(page);
  await untilHeard(student);
  await page.close();
  await eventually(async () => {
    const [session] = await sessions(student);
    expect(session).toMatchObject({ state: 'TERMINATED', endReason: 'beacon', staleAt: null });
    expect(session?.endedAt).toEqual(session?.lastAcceptedAt);
  });
});

test('after a browser was killed the sweep ends the session at its last heartbeat', async () => {
  const student = await newStudent('ready');
  const server = await chromium.launchServer({
    executablePath: stack.chromiumPath,
    args: [...chromiumFlags],
  });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const profile = await contextFor(browser, 'desktop');
    await keepSignedIn(profile, student);
    await counts(await openTab(profile, lessonPath));
    await untilHeard(student);
  } finally {
    await server.kill();
  }
  const heard = (await sessions(student))[0];
  await moveClock({ byMs: 120_000 });
  await runSchedule('closeStaleSessions');
  const [swept] = await sessions(student);
  expect(swept).toMatchObject({ endReason: 'stale', staleAt: null, lastAcceptedAt: heard?.lastAcceptedAt });
  expect(swept?.endedAt).toEqual(heard?.lastAcceptedAt);
  expect(swept?.creditedSeconds).toBe(heard?.creditedSeconds);
});

test('a lost network stops nothing for good: counting goes on, in one session and without a gap made up', async () => {
  const student = await newStudent('ready');
  const profile = await browsing.newProfile({ person: student });
  const page = await browsing.open({ profile, path: lessonPath });
  await counts(page);
  await untilHeard(student);
  await profile.setOffline(true);
  await page.getByText('You are offline. Read on;').waitFor();
  await profile.setOffline(false);
  await counts(page);
  const before = (await sessions(student))[0]?.lastSequence ?? 0;
  await eventually(async () => {
    const [session, ...others] = await sessions(student);
    expect(session?.lastSequence).toBeGreaterThan(before);
    expect(others).toEqual([]);
  });
});

test('a double click on «Complete lesson» completes it once', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: lessonPath });
  await counts(page);
  const button = page.getByRole('button', { name: 'Complete lesson' });
  await eventually(async () => expect(await button.getAttribute('aria-disabled')).toBe('false'));
  await button.dblclick();
  await page.getByText('This lesson is done.').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});
