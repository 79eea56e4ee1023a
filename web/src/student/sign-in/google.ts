import type { Auth } from 'firebase/auth';
import type { PageConfig } from '../../shared/config.ts';
import { forgetLeaving, rememberLeaving } from './google-trip.ts';

/**
 * Signs in with Google in a window of its own; must be called from a click, else browsers block the window.
 * @throws an error with Firebase's code, `auth/popup-blocked` where the browser lets no window open
 */
export async function signInWithGoogle({ auth, config }: { auth: Auth; config: PageConfig }): Promise<void> {
  if (config.local !== null) {
    const { askInWindow } = await import('./local-google.ts');
    return finishLocally({ auth, email: await askInWindow() });
  }
  const { GoogleAuthProvider, signInWithPopup, browserPopupRedirectResolver } = await import(
    './google-window.ts'
  );
  await signInWithPopup(auth, new GoogleAuthProvider(), browserPopupRedirectResolver);
}

/** The way on where no window may open: the page goes to Google and comes back. */
export async function signInWithGoogleHere({
  auth,
  config,
}: {
  auth: Auth;
  config: PageConfig;
}): Promise<void> {
  if (config.local !== null) {
    const { askHere } = await import('./local-google.ts');
    return finishLocally({ auth, email: askHere() });
  }
  const { GoogleAuthProvider, signInWithRedirect, browserPopupRedirectResolver } = await import(
    './google-window.ts'
  );
  rememberLeaving();
  await signInWithRedirect(auth, new GoogleAuthProvider(), browserPopupRedirectResolver);
}

/**
 * Takes what Google has sent along, on the way back from there. Without it nobody is signed in: what Google needs of
 * Firebase is loaded with a click, so that the library does not look for it by itself.
 * @returns whether somebody is signed in now; false also for who turned back there
 */
export async function finishGoogleSignIn({ auth }: { auth: Auth }): Promise<boolean> {
  forgetLeaving();
  const { getRedirectResult, browserPopupRedirectResolver } = await import('./google-window.ts');
  return (await getRedirectResult(auth, browserPopupRedirectResolver)) !== null;
}

/** The Auth emulator takes Google's word unsigned. */
async function finishLocally({ auth, email }: { auth: Auth; email: string | null }): Promise<void> {
  if (email === null) throw Object.assign(new Error('Closed.'), { code: 'auth/popup-closed-by-user' });
  const { GoogleAuthProvider, signInWithCredential } = await import('./google-window.ts');
  const token = JSON.stringify({ sub: email, email, email_verified: true });
  await signInWithCredential(auth, GoogleAuthProvider.credential(token));
}
