import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { Authorization, LessonCalendar, Reservation, UnitEntry } from './schema.ts';

export interface ReservationKey {
  readonly authorizationId: Id;
  readonly reservationId: Id;
}

export const authorizationDoc = (authorizationId: Id): Doc<Authorization> => ({
  path: `authorizations/${authorizationId}`,
  schema: Authorization,
});

export const reservationDoc = ({ authorizationId, reservationId }: ReservationKey): Doc<Reservation> => ({
  path: `${authorizationDoc(authorizationId).path}/reservations/${reservationId}`,
  schema: Reservation,
});

export const unitEntryDoc = ({
  authorizationId,
  entryId,
}: {
  authorizationId: Id;
  entryId: Id;
}): Doc<UnitEntry> => ({
  path: `${authorizationDoc(authorizationId).path}/ledger/${entryId}`,
  schema: UnitEntry,
});

/** @param day of UTC: `2026-03-08` */
export const instructorCalendarDoc = ({
  instructorId,
  day,
}: {
  instructorId: Id;
  day: string;
}): Doc<LessonCalendar> => ({ path: `instructorCalendars/${instructorId}_${day}`, schema: LessonCalendar });

/** @param day of UTC: `2026-03-08` */
export const studentCalendarDoc = ({
  studentId,
  day,
}: {
  studentId: Id;
  day: string;
}): Doc<LessonCalendar> => ({ path: `studentCalendars/${studentId}_${day}`, schema: LessonCalendar });
