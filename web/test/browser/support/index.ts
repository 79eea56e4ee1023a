export { expectAccessible } from './accessibility.ts';
export { type Browsing, contextFor, openTab, useBrowser } from './browser.ts';
export { saidBy } from './failures.ts';
export {
  callAs,
  enterCredentials,
  keepSignedIn,
  newStudent,
  type Person,
  personalAnswers,
  revoke,
  sampleAccount,
  signIn,
  taster,
} from './people.ts';
export { takeScreenshots } from './screenshots.ts';
export { firestore, moveClock, runSchedule, stack, stripe } from './stack.ts';
export {
  attemptsOf,
  chargesOf,
  enrollmentOf,
  eventually,
  ledgerOf,
  list,
  sessionsOf,
  stripePaymentsOf,
} from './truth.ts';
