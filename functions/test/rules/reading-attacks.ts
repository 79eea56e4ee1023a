import { ACTORS, OWNER_UID } from './actors.ts';
import type { BrowserAttempt } from './browser-attempt.ts';
import { HIDDEN } from './hidden-documents.ts';
import { MATRIX } from './matrix.ts';
import { list } from './operation.ts';
import { documentPath } from './path-access.ts';
import type { Browser } from './rules-world.ts';

const { anonymous, owner, otherStudent, instructor, admin, auditor } = ACTORS;

const profile = documentPath('users/{uid}');

const unnamedPaths: readonly BrowserAttempt[] = [
  { name: 'a student invents a collection', as: owner, run: browser => browser.doc('notes/1').set({ a: 1 }) },
  {
    name: 'a student invents a collection below the profile',
    as: owner,
    run: browser => browser.doc(`${profile}/notes/1`).set({ a: 1 }),
  },
  { name: 'an admin reads a path without a rule', as: admin, run: browser => browser.doc('notes/1').get() },
  {
    name: 'a policy is read beside its versions',
    as: admin,
    run: browser => browser.doc(documentPath('policies/{policyId}')).get(),
  },
];

const hiddenDocuments: readonly BrowserAttempt[] = [
  { name: 'a draft course is read', as: owner, run: browser => browser.doc(HIDDEN.draftCourse).get() },
  { name: 'a lesson of a draft is read', as: owner, run: browser => browser.doc(HIDDEN.draftLesson).get() },
  {
    name: 'the lessons of a draft are listed',
    as: owner,
    run: browser => list({ browser, path: HIDDEN.draftLesson }),
  },
  { name: 'a quiz of a draft is read', as: owner, run: browser => browser.doc(HIDDEN.draftQuiz).get() },
  {
    name: 'a course whose `published` is the text «true» is read',
    as: owner,
    run: browser => browser.doc(HIDDEN.mistypedCourse).get(),
  },
  {
    name: 'a course that is not there is read',
    as: owner,
    run: browser => browser.doc('courses/none').get(),
  },
  {
    name: 'a lesson of a course that is not there is read',
    as: owner,
    run: browser => browser.doc('courses/none/lessons/lesson-1').get(),
  },
  {
    name: 'the drafts are asked for',
    as: owner,
    run: browser => list({ browser, path: HIDDEN.draftCourse, filter: { field: 'published', value: false } }),
  },
  {
    name: 'an answered challenge is read by its own student',
    as: owner,
    run: browser => browser.doc(HIDDEN.answeredChallenge).get(),
  },
];

const UNFILTERED = [
  { path: 'courses/{courseId}', as: owner },
  { path: 'users/{uid}/courses/{courseId}/challenges/{challengeId}', as: owner },
  { path: 'authorizations/{authorizationId}', as: owner },
  { path: 'authorizations/{authorizationId}', as: instructor },
  { path: 'authorizations/{authorizationId}/reservations/{reservationId}', as: owner },
  { path: 'authorizations/{authorizationId}/ledger/{entryId}', as: instructor },
  { path: 'certificates/{certificateId}', as: owner },
];

const unfilteredLists: readonly BrowserAttempt[] = UNFILTERED.map(({ path, as }) => ({
  name: `${as?.uid} lists ${path} without asking for what may be seen`,
  as,
  run: browser => list({ browser, path: documentPath(path) }),
}));

/** Every name that a collection of ours has, wherever it lies. */
const GROUPS = [...new Set(MATRIX.map(({ path }) => path.split('/').at(-2) ?? path))].sort();

const collectionGroups: readonly BrowserAttempt[] = [
  anonymous,
  owner,
  otherStudent,
  instructor,
  admin,
  auditor,
].flatMap(as =>
  GROUPS.map(group => ({
    name: `${as?.uid ?? 'anonymous'} lists every ${group} of the whole database`,
    as,
    run: (browser: Browser) => browser.collectionGroup(group).get(),
  })),
);

const groupsWithFilter: readonly BrowserAttempt[] = [
  {
    name: 'a student asks for their own enrollments through the collection group',
    as: owner,
    run: browser => browser.collectionGroup('courses').where('userId', '==', OWNER_UID).get(),
  },
  {
    name: 'the catalog’s filter is put on all enrollments',
    as: otherStudent,
    run: browser => browser.collectionGroup('courses').where('published', '==', true).get(),
  },
  {
    name: 'a student’s enrollments are asked for across all students',
    as: otherStudent,
    run: browser => browser.collectionGroup('courses').where('userId', '==', OWNER_UID).get(),
  },
];

export const READING_ATTACKS: readonly BrowserAttempt[] = [
  ...unnamedPaths,
  ...hiddenDocuments,
  ...unfilteredLists,
  ...collectionGroups,
  ...groupsWithFilter,
];

/** The other side of the hidden documents: staff sees drafts, and a student is told «not enrolled». */
export const PERMITTED_READS: readonly BrowserAttempt[] = [
  { name: 'an admin reads a draft', as: admin, run: browser => browser.doc(HIDDEN.draftCourse).get() },
  {
    name: 'an admin reads a lesson of a draft',
    as: admin,
    run: browser => browser.doc(HIDDEN.draftLesson).get(),
  },
  {
    name: 'an admin lists all courses',
    as: admin,
    run: browser => list({ browser, path: HIDDEN.draftCourse }),
  },
  {
    name: 'a student asks for an enrollment that is not there',
    as: owner,
    run: browser => browser.doc(`${profile}/courses/none`).get(),
  },
];
