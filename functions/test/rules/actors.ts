/** Who stands in the matrix. The owner's token carries no role at all, as a new account's does. */
export const ROLES = ['anonymous', 'otherStudent', 'owner', 'instructor', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody with a token: claims are what the server put into it, or what a broken server might have. */
export interface Account {
  readonly uid: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** `null` is a browser without a token. */
export type Actor = Account | null;

export const OWNER_UID = 'student-owner';
export const INSTRUCTOR_UID = 'instructor-assigned';

export const ACTORS: Readonly<Record<Role, Actor>> = {
  anonymous: null,
  otherStudent: { uid: 'student-other', claims: { role: 'student' } },
  owner: { uid: OWNER_UID, claims: {} },
  instructor: { uid: INSTRUCTOR_UID, claims: { role: 'instructor' } },
  admin: { uid: 'staff-admin', claims: { role: 'admin' } },
  auditor: { uid: 'staff-auditor', claims: { role: 'auditor' } },
};
