import type { Auth } from 'firebase-admin/auth';
import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';

/** What the sign-in service is asked for. */
export interface SignIns {
  exists(uid: Id): Promise<boolean>;
  /** Sets this claim, and leaves the others. @throws RefusalError ACCOUNT_NOT_FOUND */
  setRoleClaim(input: { uid: Id; role: string }): Promise<void>;
  /** Nothing happens if it is gone. */
  remove(uid: Id): Promise<void>;
}

const APP = 'seatbelt';

let shared: Promise<Auth> | undefined;

/** Loaded at first use: hardly any function speaks to Firebase Auth and should not pay for its modules. */
function auth(): Promise<Auth> {
  shared ??= open();
  return shared;
}

async function open(): Promise<Auth> {
  const [{ getApps, initializeApp }, { getAuth }] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/auth'),
  ]);
  const projectId = process.env.GCLOUD_PROJECT;
  const known = getApps().find(({ name }) => name === APP);
  return getAuth(known ?? initializeApp(projectId === undefined ? {} : { projectId }, APP));
}

const AuthError = z.object({ code: z.string() });

const isNotFound = (error: unknown): boolean => {
  const parsed = AuthError.safeParse(error);
  return parsed.success && parsed.data.code === 'auth/user-not-found';
};

export const signIns: SignIns = {
  exists: async uid => {
    try {
      await (await auth()).getUser(uid);
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw refused('UNAVAILABLE', { cause: error });
    }
  },
  setRoleClaim: async ({ uid, role }) => {
    try {
      const { customClaims } = await (await auth()).getUser(uid);
      if (customClaims?.['role'] === role) return;
      await (await auth()).setCustomUserClaims(uid, { ...customClaims, role });
    } catch (error) {
      throw refused(isNotFound(error) ? 'ACCOUNT_NOT_FOUND' : 'UNAVAILABLE', { cause: error });
    }
  },
  remove: async uid => {
    try {
      await (await auth()).deleteUser(uid);
    } catch (error) {
      if (!isNotFound(error)) throw refused('UNAVAILABLE', { cause: error });
    }
  },
};

/** What staff are shown of an account. */
export interface Account {
  readonly email: string | null;
  readonly displayName: string | null;
}

/** Whom the sign-in service knows. Each rejects with RefusalError UNAVAILABLE where it does not answer. */
export interface Directory {
  /** Nobody for what is no address. */
  uidByEmail(email: string): Promise<Id | undefined>;
  /** Of those that there are; at most 100 are asked for, Firebase Auth's own bound. */
  accountsOf(uids: readonly Id[]): Promise<ReadonlyMap<string, Account>>;
}

const isNobody = (error: unknown): boolean => {
  const parsed = AuthError.safeParse(error);
  return parsed.success && ['auth/user-not-found', 'auth/invalid-email'].includes(parsed.data.code);
};

export const directory: Directory = {
  uidByEmail: async email => {
    try {
      return Id.safeParse((await (await auth()).getUserByEmail(email)).uid).data;
    } catch (error) {
      if (isNobody(error)) return undefined;
      throw refused('UNAVAILABLE', { cause: error });
    }
  },
  accountsOf: async uids => {
    if (uids.length === 0) return new Map();
    try {
      const { users } = await (await auth()).getUsers(uids.map(uid => ({ uid })));
      return new Map(
        users.map(({ uid, email, displayName }) => [
          uid,
          { email: email ?? null, displayName: displayName ?? null },
        ]),
      );
    } catch (error) {
      throw refused('UNAVAILABLE', { cause: error });
    }
  },
};
