import { type FirebaseApp, initializeApp } from 'firebase/app';
import {
  type Auth,
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  inMemoryPersistence,
} from 'firebase/auth';
import type { PageConfig } from './config.ts';

export interface Firebase {
  readonly app: FirebaseApp;
  readonly auth: Auth;
}

/**
 * The app with who is signed in. What a Google window needs is loaded with that button: most students never press it,
 * and it is a third of the library. Firestore is connected by whoever first reads from it (`live-reads.ts`).
 */
export function openFirebase(config: PageConfig): Firebase {
  const app = initializeApp(config.firebase);
  // In a private window the first two may be refused; the student is then signed in until the tab closes.
  const persistence = [indexedDBLocalPersistence, browserLocalPersistence, inMemoryPersistence];
  const auth = initializeAuth(app, { persistence });
  if (config.local !== null) connectAuthEmulator(auth, config.local.authOrigin, { disableWarnings: true });
  return { app, auth };
}

/** App Check's token goes with every call and every read; in production calls without one are refused. */
export async function enforceAppCheck({
  app,
  siteKey,
}: {
  app: FirebaseApp;
  siteKey: string;
}): Promise<void> {
  const { initializeAppCheck, ReCaptchaEnterpriseProvider } = await import('firebase/app-check');
  const provider = new ReCaptchaEnterpriseProvider(siteKey);
  initializeAppCheck(app, { provider, isTokenAutoRefreshEnabled: true });
}
