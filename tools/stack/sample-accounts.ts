import type { Role } from '../../functions/src/accounts/schema.ts';
import { openFirestore } from '../../functions/src/platform/firestore.ts';
import { type Account, type AuthTarget, createAccount, type SignedIn } from './auth.ts';

export type SampleAccount = Account & { role: Role };

/** The same on every machine; they exist in the local Auth emulator alone. */
export const sampleAccounts: readonly SampleAccount[] = [
  { uid: 'student-1', email: 'student@example.test', password: 'student-password', role: 'student' },
  { uid: 'student-2', email: 'student2@example.test', password: 'student-password', role: 'student' },
  {
    uid: 'instructor-1',
    email: 'instructor@example.test',
    password: 'instructor-password',
    role: 'instructor',
  },
  { uid: 'auditor-1', email: 'auditor@example.test', password: 'auditor-password', role: 'auditor' },
  { uid: 'admin-1', email: 'admin@example.test', password: 'admin-password', role: 'admin' },
];

/**
 * Creates an account with its role, in the role's document (what functions believe) and in the token's claims
 * (what security rules see). Students have neither: that is the default.
 */
export async function createAccountWithRole(input: {
  target: AuthTarget & { firestoreHost: string };
  account: SampleAccount;
}): Promise<SignedIn> {
  const { target, account } = input;
  const { role } = account;
  if (role === 'student') return createAccount({ target, account });

  const firestore = openFirestore({ projectId: target.projectId, host: target.firestoreHost });
  try {
    await firestore.doc(`roles/${account.uid}`).set({ role });
  } finally {
    await firestore.terminate();
  }
  return createAccount({ target, account, claims: { role } });
}
