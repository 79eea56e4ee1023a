/** What a sign-in with Google needs of Firebase, in a module of its own: it comes with the click. */
export {
  browserPopupRedirectResolver,
  GoogleAuthProvider,
  getRedirectResult,
  signInWithCredential,
  signInWithPopup,
  signInWithRedirect,
} from 'firebase/auth';
