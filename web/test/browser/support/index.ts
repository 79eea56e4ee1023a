export { expectAccessible } from './accessibility.ts';
export { type Browsing, launchChromium, openTab, useBrowser } from './browser.ts';
export { saidBy } from './failures.ts';
export { callAs, newStudent, type Person, sampleAccount, signIn } from './people.ts';
export { takeScreenshots } from './screenshots.ts';
export { firestore, moveClock, runSchedule, stack, stripe } from './stack.ts';
