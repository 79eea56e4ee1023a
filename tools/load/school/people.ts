import { type Account, type AuthTarget, createAccount, type SignedIn, signIn } from '../../stack/auth.ts';
import { createAccountWithRole, type SampleAccount } from '../../stack/sample-accounts.ts';
import { mapConcurrently } from '../../stripe-double/concurrently.ts';
import { Person } from '../driver/tokens.ts';

/** The Auth emulator is one process that does one thing after the other. */
const AT_ONCE = 16;

type Hosts = AuthTarget & { readonly firestoreHost: string };

const accountOf = (uid: string): Account => ({
  uid,
  email: `${uid}@example.test`,
  password: `${uid}-password`,
});

/** An account that an earlier run made is taken as it is. */
async function signInOrCreate(input: {
  target: AuthTarget;
  account: Account;
  create: () => Promise<SignedIn>;
}): Promise<Person> {
  const { target, account, create } = input;
  const signedIn = await signIn({ target, account }).catch(create);
  return new Person({ target, signedIn });
}

/** New accounts, `{prefix}-1` to `{prefix}-{count}`. */
export function createStudents(input: { target: Hosts; prefix: string; count: number }): Promise<Person[]> {
  const { target, prefix, count } = input;
  const uids = Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
  return mapConcurrently(uids, {
    concurrency: AT_ONCE,
    work: async uid =>
      new Person({ target, signedIn: await createAccount({ target, account: accountOf(uid) }) }),
  });
}

export function staffMember(input: {
  target: Hosts;
  uid: string;
  role: SampleAccount['role'];
}): Promise<Person> {
  const { target, uid, role } = input;
  const account = { ...accountOf(uid), role };
  return signInOrCreate({ target, account, create: () => createAccountWithRole({ target, account }) });
}
