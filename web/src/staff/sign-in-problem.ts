const problems: Readonly<Record<string, string>> = {
  'auth/invalid-credential': 'E-mail or password is wrong.',
  'auth/wrong-password': 'E-mail or password is wrong.',
  'auth/user-not-found': 'E-mail or password is wrong.',
  'auth/invalid-email': 'This is no e-mail address.',
  'auth/user-disabled': 'This account is closed.',
  'auth/too-many-requests': 'Too many tries. Please wait a few minutes.',
  'auth/network-request-failed': 'There is no network right now. Please try again.',
};

/** Why somebody could not sign in, without telling which of the two was wrong. */
export function signInProblem(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return problems[code] ?? 'You could not be signed in. Please try again.';
}
