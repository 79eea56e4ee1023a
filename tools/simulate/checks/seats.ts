import { Seats } from '../../../functions/src/catalog/schema.ts';
import { EnrollmentStatus } from '../../../functions/src/enrollments/schema.ts';
import { seatsEqualEnrollments } from '../../../functions/src/enrollments/seat-gate.ts';
import { type Checker, type Looking, nameOf } from './checker.ts';

function lookAtSeats({ documents, verdicts }: Looking, courseId: string): void {
  const path = `courses/${courseId}/counters/seats`;
  const data = documents.data(path);
  if (data === undefined) return;
  const seats = Seats.parse(data);
  const statuses: EnrollmentStatus[] = [];
  for (const enrollment of documents.pathsInGroup('courses')) {
    if (nameOf(enrollment) !== courseId || !enrollment.startsWith('users/')) continue;
    statuses.push(EnrollmentStatus.parse(documents.data(enrollment)?.['enrollmentStatus']));
  }
  const invariant = 'seats taken are students seated, within the capacity';
  verdicts.hold(invariant, seatsEqualEnrollments(seats, statuses), () => `${path}: ${statuses.join(' ')}`);
  verdicts.hold(invariant, seats.taken <= seats.capacity, () => `${path} is overbooked`);
  verdicts.hold(invariant, seats.waitlisted <= seats.waitlistCapacity, () => `${path} has too many waiting`);
}

export const seatCheckers: readonly Checker[] = [
  {
    pattern: 'courses/*/counters/*',
    look: (looking, { path }) => lookAtSeats(looking, path.split('/')[1] ?? ''),
  },
  {
    pattern: 'users/*/courses/*',
    look: (looking, { path, before, after }) => {
      if (before?.['enrollmentStatus'] !== after['enrollmentStatus']) lookAtSeats(looking, nameOf(path));
    },
  },
];
