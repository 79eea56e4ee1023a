// A page that does nothing but track: bundled and opened by tracker.ts, which says in `window.tracking` where and who.
import { initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  initializeAuth,
  inMemoryPersistence,
  signInWithEmailAndPassword,
} from 'firebase/auth';
import { createSeatbelt } from '../../../client/src/index.ts';
import { SessionTracker } from '../../../client/src/study.ts';

const { config, account, courseId, lessonId } = window.tracking;
const app = initializeApp(config.firebase);
const auth = initializeAuth(app, { persistence: inMemoryPersistence });
connectAuthEmulator(auth, config.local.authOrigin, { disableWarnings: true });
await signInWithEmailAndPassword(auth, account.email, account.password);
const seatbelt = createSeatbelt(app, { functionsOrigin: config.local.functionsOrigin });
const tracker = new SessionTracker({ seatbelt, userId: account.uid, courseId });
tracker.on('state', ({ phase }) => {
  document.title = phase;
});
await tracker.start({ lessonId });
document.title = tracker.state.phase;
