import type { Page } from 'playwright-core';
import {
  authorize,
  entriesOf,
  hoursAhead,
  hoursOf,
  lessonsOf,
  localText,
  newDriver,
  newInstructor,
  openCalendar,
  openDriving,
  reserve,
} from './driving-school.ts';
import { openConsole, press, pressInside } from './staff-pages.ts';
import { call } from './staff-school.ts';
import { expectAccessible, newStudent, takeScreenshots, useBrowser } from './support/index.ts';

const browsing = useBrowser();

/** Opens the lesson of whoever it is with. */
const openLesson = (page: Page, name: string) => press(page, new RegExp(name));

test('hours that an admin authorizes are booked by the student, and the instructor counts what was driven', async () => {
  const [student, instructor] = await Promise.all([newDriver(), newInstructor()]);
  const office = await openConsole({ browsing, path: 'calendar' });
  await press(office, 'Authorize hours');
  await press(office, 'Authorize 6 units');
  await office.getByText('Please choose an instructor.').waitFor();
  await office.getByLabel('Student', { exact: true }).fill(student.name);
  await press(office, new RegExp(student.name));
  await office.getByLabel('Instructor').fill(instructor.email);
  await press(office, new RegExp(instructor.email));
  await expectAccessible(office);
  await press(office, 'Authorize 6 units');
  await office.getByText(`${student.name} may drive 6 units now.`).waitFor();

  const page = await browsing.open({ person: student, path: '/courses/seatbelt-taster' });
  await page.getByRole('link', { name: 'Driving lessons' }).click();
  await page.getByText('0 of 6 hours').waitFor();
  await page.getByLabel('Day and time').fill(localText(hoursAhead(48)));
  await page.getByLabel('Hours', { exact: true }).fill('2');
  await press(page, 'Book lesson');
  await page.getByText('The lesson is booked.').waitFor();
  await page.getByText('2 hours booked, 4 hours free.').waitFor();
  await expectAccessible(page);
  await takeScreenshots({ page, name: 'driving' });
  const authorization = await hoursOf(student);
  expect(authorization).toMatchObject({ totalUnits: 6, reservedUnits: 2, instructorId: instructor.uid });

  const console = await openCalendar({ browsing, person: instructor });
  await openLesson(console, student.name);
  await expectAccessible(console);
  await press(console, 'Mark as driven');
  await console.getByLabel('Units driven').fill('3');
  await press(console, 'Continue');
  await console.getByText('Between 1 and 2.').waitFor();
  await console.getByLabel('Units driven').fill('1');
  await press(console, 'Continue');
  await press(console, 'Count 1 unit as driven');
  await console.getByText('Driven in all: 1. Left to reserve: 5.').waitFor();
  await press(console, 'Done');
  await page.getByText('1 hour driven').waitFor();
  await page.getByText('1 of 6 hours').waitFor();
  expect(await hoursOf(student)).toMatchObject({ reservedUnits: 0, consumedUnits: 1 });
  expect(await lessonsOf(authorization)).toMatchObject([{ state: 'CONSUMED', units: 2, consumedUnits: 1 }]);
});

test('a student gives a lesson back in time and keeps the hours; shortly before its start it counts as driven', async () => {
  const [student, instructor] = await Promise.all([newDriver(), newInstructor()]);
  const authorizationId = await authorize({ student, instructor, totalUnits: 4 });
  await reserve({ student, authorizationId, startsAt: hoursAhead(72) });
  await reserve({ student, authorizationId, startsAt: hoursAhead(5) });
  const page = await openDriving({ browsing, person: student });
  const [inTime, late] = [page.getByRole('listitem').nth(0), page.getByRole('listitem').nth(1)];
  await inTime.getByRole('button', { name: 'Give back' }).click();
  await page.getByText('Its hours are free again for another day.').waitFor();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Give back' }).dblclick();
  await inTime.getByText('given back').waitFor();
  await late.getByRole('button', { name: 'Give back' }).click();
  await page.getByText('It begins in less than 24 hours, so it counts as driven.').waitFor();
  await press(page, 'Keep it');
  expect(await hoursOf(student)).toMatchObject({ reservedUnits: 1, consumedUnits: 0 });
  await late.getByRole('button', { name: 'Give back' }).click();
  await pressInside(page, 'Give back');
  await late.getByText('driven', { exact: true }).waitFor();
  await page.getByText('0 hours booked, 3 hours free.').waitFor();
  expect(await hoursOf(student)).toMatchObject({ reservedUnits: 0, consumedUnits: 1 });
  const kinds = (await entriesOf({ authorizationId })).map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['cancelledLate', 'granted', 'held', 'held', 'released']);
});

test('an instructor books for a student, is refused a second lesson at that hour, and lets a late cancellation pass', async () => {
  const [student, instructor] = await Promise.all([newDriver(), newInstructor()]);
  const authorizationId = await authorize({ student, instructor, totalUnits: 4 });
  const startsAt = hoursAhead(3);
  const page = await openCalendar({ browsing, person: instructor });
  const hours = page.getByRole('listitem').filter({ hasText: student.name });
  expect(await hours.getByRole('button', { name: 'Change' }).count()).toBe(0);
  const book = async (): Promise<void> => {
    await hours.getByRole('button', { name: 'Reserve' }).click();
    await page.getByLabel('Begins').fill(localText(startsAt));
    await pressInside(page, 'Reserve');
  };
  await hours.getByRole('button', { name: 'Reserve' }).click();
  await pressInside(page, 'Reserve');
  await page.getByText('Please choose a day and an hour.').waitFor();
  await expectAccessible(page);
  await press(page, 'Cancel');
  await book();
  await page.getByText('Reserved. Left to reserve: 3.').waitFor();
  await press(page, 'Done');
  await book();
  await page.getByRole('alert').getByText('has another lesson then').waitFor();
  await page.getByRole('alert').getByText('reserveUnits: INSTRUCTOR_BUSY').waitFor();
  await expectAccessible(page);
  await press(page, 'Cancel');
  expect(await lessonsOf({ authorizationId })).toHaveLength(1);

  await openLesson(page, student.name);
  await press(page, 'Give back');
  await page.getByLabel('Let a late cancellation pass').check();
  await page.getByLabel('Reason').fill('The road was closed');
  await press(page, 'Continue');
  await press(page, 'Give back 1 unit');
  await page.getByText('Given back. Left to reserve: 4.').waitFor();
  await press(page, 'Done');
  await page.getByRole('button', { name: new RegExp(`${student.name}\\s*, given back`) }).waitFor();
  expect(await hoursOf(student)).toMatchObject({ reservedUnits: 0, consumedUnits: 0 });
  const released = (await entriesOf({ authorizationId })).find(({ kind }) => kind === 'released');
  expect(released).toMatchObject({ isWaived: true, reason: 'The road was closed', by: { as: 'instructor' } });
});

test('fewer hours and a limit a day, set by an admin, bind the student at once', async () => {
  const [student, instructor] = await Promise.all([newDriver(), newInstructor()]);
  const authorizationId = await authorize({ student, instructor, totalUnits: 6 });
  await reserve({ student, authorizationId, startsAt: hoursAhead(72) });
  const page = await openDriving({ browsing, person: student });
  await page.getByText('0 of 6 hours').waitFor();
  const office = await openConsole({ browsing, path: 'calendar' });
  await office.getByLabel('Lessons and hours of').fill(student.name);
  await office.getByRole('list', { name: 'Accounts found' }).getByRole('button').click();
  await office.getByLabel('Who is').selectOption('the student');
  const hours = office.getByRole('listitem').filter({ hasText: student.name });
  await hours.getByRole('button', { name: 'Change' }).click();
  await office.getByLabel('Units in all').fill('0');
  await press(office, 'Change the hours');
  await office.getByText('At least 1, at most 1000.').waitFor();
  await expectAccessible(office);
  await office.getByLabel('Units in all').fill('4');
  await office.getByLabel('Units a day').fill('1');
  await office.getByLabel('Reason').fill('As agreed with the parents');
  await press(office, 'Change the hours');
  await office.getByText('Changed: 4 units in all, 3 left to reserve.').waitFor();
  await press(office, 'Done');
  await office.getByText('0 driven · 1 held · 3 left').waitFor();

  await page.getByText('0 of 4 hours').waitFor();
  await page.getByLabel('Day and time').fill(localText(hoursAhead(96)));
  await page.getByLabel('Hours', { exact: true }).fill('2');
  await press(page, 'Book lesson');
  await page.getByRole('alert').getByText('more driving than is allowed in this time').waitFor();
  expect(await page.getByText('UNITS_LIMIT_REACHED').count()).toBe(0);
  await expectAccessible(page);
  expect(await hoursOf(student)).toMatchObject({ totalUnits: 4, reservedUnits: 1, limits: { perDay: 1 } });
});

test('hours of driving are found from a course whose rules say nothing of driving', async () => {
  const [student, instructor] = await Promise.all([newStudent(), newInstructor()]);
  const courseId = 'first-look';
  await call(student, 'enroll', { courseId, timeZone: 'America/New_York' });
  const page = await browsing.open({ person: student, path: `/courses/${courseId}` });
  await page.getByRole('link', { name: 'Certificate' }).waitFor();
  expect(await page.getByRole('link', { name: 'Driving lessons' }).count()).toBe(0);
  await authorize({ student, instructor, totalUnits: 2, courseId });
  await page.getByRole('link', { name: 'Driving lessons' }).click();
  await page.getByText('0 of 2 hours').waitFor();
});
