/** What Firebase Auth's codes mean to somebody who signs in. */
const words: Readonly<Record<string, string>> = {
  'auth/invalid-credential': 'E-mail and password do not fit together. Check both, or set a new password.',
  'auth/wrong-password': 'E-mail and password do not fit together. Check both, or set a new password.',
  'auth/user-not-found': 'There is no account with this e-mail. Check it, or create an account.',
  'auth/email-already-in-use':
    'There is an account with this e-mail already. Sign in with it, or set a new password.',
  'auth/weak-password': 'This password is too short. Please take at least 8 characters.',
  'auth/password-does-not-meet-requirements': 'This password is too simple. Please take a longer one.',
  'auth/invalid-email': 'This does not look like an e-mail address.',
  'auth/missing-email': 'Please enter your e-mail first.',
  'auth/missing-password': 'Please enter your password.',
  'auth/user-disabled': 'This account is closed. Please ask the school to help you.',
  'auth/too-many-requests': 'There were too many tries. Please wait a few minutes, or set a new password.',
  'auth/network-request-failed': 'You seem to be offline. Try again once you are connected.',
  'auth/account-exists-with-different-credential':
    'There is an account with this e-mail already. Sign in with your password.',
};

/** A window that the user closed is no error; a blocked one has a way on of its own. */
export type AuthProblem =
  | { readonly kind: 'blocked' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'said'; readonly text: string };

export function authProblem(error: unknown): AuthProblem {
  const code = codeOf(error);
  switch (code) {
    case 'auth/popup-blocked':
    case 'auth/operation-not-supported-in-this-environment':
      return { kind: 'blocked' };
    case 'auth/popup-closed-by-user':
    case 'auth/cancelled-popup-request':
    case 'auth/user-cancelled':
      return { kind: 'closed' };
    default:
      return { kind: 'said', text: words[code] ?? 'That did not work. Please try again in a moment.' };
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
