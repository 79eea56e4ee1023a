export type StaffRole = 'admin' | 'instructor' | 'auditor';

export interface Place {
  readonly path: string;
  readonly label: string;
}

/** Undefined for students, and for a role that this page does not know. */
export function staffRoleOf(role: string): StaffRole | undefined {
  return role === 'admin' || role === 'instructor' || role === 'auditor' ? role : undefined;
}

const students: Place = { path: '/students', label: 'Students' };
const suspense: Place = { path: '/suspense', label: 'Suspense' };
const events: Place = { path: '/events', label: 'Parked events' };
const calendar: Place = { path: '/calendar', label: 'Calendar' };
const grants: Place = { path: '/grants', label: 'Break-glass' };
const audit: Place = { path: '/audit', label: 'Audit log' };
const health: Place = { path: '/health', label: 'Health' };

/**
 * Where a role may go, the first being where it begins. The audit log is not the admins' to read: those whose acts
 * it records could tell what is noticed.
 */
export function placesFor(role: StaffRole): readonly [Place, ...Place[]] {
  switch (role) {
    case 'admin':
      return [students, suspense, events, calendar, grants, health];
    case 'instructor':
      return [calendar];
    case 'auditor':
      return [grants, audit];
  }
}

export const mayOpen = ({ role, path }: { role: StaffRole; path: string }): boolean =>
  placesFor(role).some(place => place.path === path);
