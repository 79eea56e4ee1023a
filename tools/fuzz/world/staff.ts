import type { Role } from '../../../functions/src/accounts/schema.ts';
import { roleDoc } from '../../../functions/src/accounts/store.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { type Seed, seed } from './seed.ts';

const id = (text: string): Id => Id.parse(text);

/** Everybody with an account who is no student of this world, by what they are. */
export const people = {
  assignedInstructor: id('instructor-assigned'),
  otherInstructor: id('instructor-other'),
  auditor: id('auditor-without-grant'),
  grantedAuditor: id('auditor-with-grant'),
  admin: id('admin-in-office'),
  dismissedAdmin: id('admin-dismissed'),
  deletedAccount: id('student-deleted'),
  stranger: id('student-of-no-course'),
} as const;
export type Person = keyof typeof people;

const roles: Readonly<Record<Person, Role | undefined>> = {
  assignedInstructor: 'instructor',
  otherInstructor: 'instructor',
  auditor: 'auditor',
  grantedAuditor: 'auditor',
  admin: 'admin',
  // As `setRole` leaves it; the token says «admin» for an hour more.
  dismissedAdmin: 'student',
  deletedAccount: undefined,
  stranger: undefined,
};

/** What their tokens say. */
export const claimsOf: Readonly<Record<Person, Readonly<Record<string, string>>>> = {
  assignedInstructor: { role: 'instructor' },
  otherInstructor: { role: 'instructor' },
  auditor: { role: 'auditor' },
  grantedAuditor: { role: 'auditor' },
  admin: { role: 'admin' },
  dismissedAdmin: { role: 'admin' },
  deletedAccount: {},
  stranger: {},
};

export const personNames: readonly Person[] = [
  'assignedInstructor',
  'otherInstructor',
  'auditor',
  'grantedAuditor',
  'admin',
  'dismissedAdmin',
  'deletedAccount',
  'stranger',
];

export const staffSeeds = (): Seed[] => [
  ...personNames.flatMap(person => {
    const role = roles[person];
    return role === undefined ? [] : [seed(roleDoc(people[person]), { role })];
  }),
  {
    path: `users/${people.deletedAccount}`,
    data: { displayName: '', phone: '', locale: '', address: {}, deletedAt: new Date() },
  },
];
