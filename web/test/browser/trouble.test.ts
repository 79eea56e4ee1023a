import {
  callAs,
  enrollmentOf,
  enterCredentials,
  eventually,
  expectAccessible,
  ledgerOf,
  newStudent,
  revoke,
  stack,
  taster,
  useBrowser,
} from './support/index.ts';

const browsing = useBrowser();
const { courseId } = taster;
const coursePath = `/courses/${courseId}`;

const staffCalls = [
  { name: 'searchStudents', data: { query: '' } },
  { name: 'listParkedEvents', data: {} },
  { name: 'getHealth', data: {} },
];

test('the staff console is closed to a student: a page that says so, and a server that answers nothing', async () => {
  const student = await newStudent();
  const page = await browsing.open({ person: student, path: '/staff/students' });
  await page.getByRole('heading', { name: 'This page is for the staff' }).waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
  for (const call of staffCalls)
    expect(await callAs(student, call)).toMatchObject({ ok: false, status: 'PERMISSION_DENIED' });
  await page.getByRole('link', { name: 'Go to your courses' }).click();
  await page.waitForURL(`${stack.webUrl}/`);
});

test('whoever is not signed in is led to the form and, from there, to where they wanted to go', async () => {
  const student = await newStudent('enrolled');
  const page = await browsing.open({ path: `${coursePath}/pay` });
  await enterCredentials(page, student);
  await page.waitForURL(`${stack.webUrl}${coursePath}/pay`);
  await page.getByRole('button', { name: 'Pay the rest' }).waitFor();
});

test('a sign-in that was ended elsewhere is told, and after the next one the student goes on', async () => {
  const student = await newStudent();
  const page = await browsing.open({ person: student, path: coursePath });
  const enroll = page.getByRole('button', { name: 'Enroll' });
  await enroll.waitFor();
  await revoke(student);
  await enroll.click();
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await enterCredentials(page, student);
  await enroll.click();
  await page.getByRole('heading', { name: 'Pay to open the course' }).waitFor();
  expect(await ledgerOf({ uid: student.uid, courseId })).toHaveLength(1);
});

test('a page whose scripts do not come says so, and begins with the next try', async () => {
  const profile = await browsing.newProfile();
  await profile.route('**/assets/app-*.js', route => route.abort('connectionreset'));
  const page = await profile.newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor();
  await expectAccessible(page);
  await profile.unroute('**/assets/app-*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Open courses' }).waitFor();
});

test('a button that was busy when the page was left is free when the browser’s Back shows it again', async () => {
  const student = await newStudent();
  const page = await browsing.open({ person: student, path: coursePath });
  await page.route('**/enroll', () => undefined);
  const enroll = page.getByRole('button', { name: 'Enroll' });
  const busy = page.locator('.card.next button[aria-busy="true"]');
  await enroll.click();
  await busy.waitFor();
  // What a browser sends to a page that it had kept: here without leaving it, since it keeps none that is driven.
  await page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
  await busy.waitFor({ state: 'detached' });
  await enroll.click();
  await busy.waitFor();
  // In this order: what waits for an answer is given up before another could come through.
  await page.reload();
  await page.unroute('**/enroll');
  await enroll.click();
  await page.getByRole('heading', { name: 'Pay to open the course' }).waitFor();
  expect(await ledgerOf({ uid: student.uid, courseId })).toHaveLength(1);
});

test('a list that does not come while there is a network is not blamed on it', async () => {
  const profile = await browsing.newProfile();
  await profile.route('**/documents:runQuery**', route => route.fulfill({ status: 503, body: '' }));
  const page = await browsing.open({ profile, path: '/' });
  await page.getByText('The server does not answer.').waitFor();
  await profile.unroute('**/documents:runQuery**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Open courses' }).waitFor();
});

test('whoever is signed in and cannot renew that without a network still sees the page', async () => {
  const student = await newStudent('enrolled');
  const profile = await browsing.newProfile({ person: student });
  const page = await profile.newPage();
  await page.clock.setFixedTime(Date.now() + 2 * 3_600_000);
  await profile.route('**/securetoken.googleapis.com/**', route => route.abort('internetdisconnected'));
  await page.goto('/');
  await page.getByRole('link', { name: 'Profile' }).waitFor();
});

test('a click without a network is carried out once it is back, once', async () => {
  const student = await newStudent();
  const profile = await browsing.newProfile({ person: student });
  const page = await browsing.open({ profile, path: coursePath });
  const enroll = page.getByRole('button', { name: 'Enroll' });
  await enroll.waitFor();
  await profile.setOffline(true);
  await enroll.dblclick();
  await page.getByText('You are offline. What you do is kept').waitFor();
  expect(await enrollmentOf({ uid: student.uid, courseId })).toBeUndefined();
  await profile.setOffline(false);
  await eventually(async () =>
    expect(await enrollmentOf({ uid: student.uid, courseId })).toMatchObject({
      enrollmentStatus: 'PENDING_PAYMENT',
    }),
  );
  const paying = page.getByRole('heading', { name: 'Pay to open the course' });
  try {
    await paying.waitFor({ timeout: 15_000 });
  } catch {
    // The emulator keeps to itself what is committed in the instant in which a stream is opened again; Firestore does not.
    await page.reload();
    await paying.waitFor();
  }
  expect(await ledgerOf({ uid: student.uid, courseId })).toHaveLength(1);
});

test('answers that are lost on the way are asked for again: the student is enrolled once', async () => {
  const student = await newStudent();
  const page = await browsing.open({ person: student, path: coursePath });
  let calls = 0;
  await page.route('**/enroll', async route => {
    calls += 1;
    if (calls > 2) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Enroll' }).click();
  await page.getByRole('heading', { name: 'Pay to open the course' }).waitFor();
  await eventually(async () => expect(calls).toBeGreaterThan(2));
  expect(await ledgerOf({ uid: student.uid, courseId })).toHaveLength(1);
});

test('a slow answer is waited for, and the page says that it is still at it', async () => {
  const student = await newStudent();
  const page = await browsing.open({ person: student, path: coursePath });
  const released = Promise.withResolvers<void>();
  await page.route('**/enroll', async route => {
    await released.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Enroll' }).click();
  await page.getByText('Enrolling …').waitFor();
  await page.getByText('Still trying.').waitFor();
  released.resolve();
  await page.getByRole('heading', { name: 'Pay to open the course' }).waitFor();
  expect(await ledgerOf({ uid: student.uid, courseId })).toHaveLength(1);
});

test('a blocked window is no dead end: the sign-in goes on in this one', async () => {
  const profile = await browsing.newProfile();
  await profile.addInitScript('window.open = () => null');
  const page = await browsing.open({ profile, path: '/sign-in' });
  const email = `google-${Date.now()}@example.test`;
  page.on('dialog', dialog => void dialog.accept(email));
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  await page.getByText('Your browser did not let the Google window open.').waitFor();
  await page.getByRole('button', { name: 'Continue in this window' }).click();
  await page.waitForURL(`${stack.webUrl}/`);
  await page.getByRole('link', { name: 'Profile' }).waitFor();
});

test('whoever comes back from Google in this window is asked for at Google', async () => {
  const profile = await browsing.newProfile();
  // As in production, where no emulator stands in for Google.
  await profile.route('**/config.json', async route => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, local: null } });
  });
  await profile.route('https://**', route => route.abort());
  const begun = { 'seatbelt.at-google': '1', 'firebase:pendingRedirect:local:[DEFAULT]': '"true"' };
  await profile.addInitScript(`Object.assign(sessionStorage, ${JSON.stringify(begun)})`);
  const page = await profile.newPage();
  const asked = page.waitForRequest(/^https:\/\/apis\.google\.com\/js\/api\.js/);
  await page.goto('/sign-in');
  await asked;
});

test('a browser that does not know its time zone enrolls in the school’s', async () => {
  const student = await newStudent();
  const profile = await browsing.newProfile({ person: student });
  await profile.addInitScript(`{
    const known = Intl.DateTimeFormat.prototype.resolvedOptions;
    Intl.DateTimeFormat.prototype.resolvedOptions = function () {
      return { ...known.call(this), timeZone: 'Etc/Unknown' };
    };
  }`);
  const page = await browsing.open({ profile, path: coursePath });
  const enroll = page.getByRole('button', { name: 'Enroll' });
  await enroll.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Pay to open the course' }).waitFor();
  // A keyboard goes on where the button was.
  await eventually(async () => expect(await page.evaluate('document.activeElement?.id')).toBe('next-step'));
});

test('a school that cannot be reached is no missing network: the page says what is old, until it is not', async () => {
  const student = await newStudent('ready');
  const profile = await browsing.newProfile({ person: student });
  const page = await browsing.open({ profile, path: coursePath });
  await page.getByRole('heading', { name: 'Answer your personal questions' }).waitFor();
  const reads = /google\.firestore\.v1\.Firestore/;
  await profile.route(reads, route => route.abort());
  // Breaks the stream that is open; the next one is not let through.
  await profile.setOffline(true);
  await profile.setOffline(false);
  const old = page.getByText('There is no connection right now. This is how it stood last.').first();
  await old.waitFor();
  expect(await page.getByText('You are offline.').count()).toBe(0);
  await profile.unroute(reads);
  await old.waitFor({ state: 'detached' });
});

test('a quiz that is not there says so and leads on', async () => {
  const student = await newStudent('ready');
  const page = await browsing.open({ person: student, path: `${coursePath}/quizzes/nothing` });
  await page.getByRole('heading', { name: 'There is no such quiz' }).waitFor();
  await page.getByRole('link', { name: 'Choose one on the course’s page' }).click();
  await page.waitForURL(`${stack.webUrl}${coursePath}`);
});

test('a page that is not there says so and leads on', async () => {
  const page = await browsing.open({ path: '/nowhere' });
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.getByRole('link', { name: 'See all courses' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const missing = await fetch(`${stack.webUrl}/assets/of-an-old-build.js`);
  expect(missing.status).toBe(404);
});
