import { Id } from '../../../functions/src/platform/ids.ts';
import type { Actor } from '../../../functions/src/units/actor.ts';
import type { AuthorizationPins } from '../../../functions/src/units/authorization-pins.ts';
import type { ReserveUnitsRequest } from '../../../functions/src/units/wire.ts';
import type { Work } from '../protocol.ts';

const HOUR_MS = 3_600_000;

/** What the student of a round asks for: units for a lesson of its own, so that no two want the same hour. */
export type Hold = { actor: Actor; pins: AuthorizationPins; request: ReserveUnitsRequest };

export const authorizationIdOf = ({ userId }: Pick<Work, 'userId'>): Id =>
  Id.parse(`authorization-${userId}`);

export const instructorIdOf = ({ userId }: Pick<Work, 'userId'>): Id => Id.parse(`instructor-${userId}`);

/** A lesson of one unit takes its hour in both calendars; more units than a day has hours are held alone. */
export function holdsOf(work: Work): Hold[] {
  const { run, first, count, units = 1 } = work;
  const studentId = Id.parse(work.userId);
  const authorizationId = authorizationIdOf(work);
  const pins = {
    authorizationId,
    studentId,
    instructorId: instructorIdOf(work),
    courseId: Id.parse(work.courseId),
  };
  const tomorrow = (Math.floor(Date.now() / HOUR_MS) + 24) * HOUR_MS;
  return Array.from({ length: count }, (_, offset) => {
    const index = first + offset;
    const request = {
      authorizationId,
      units,
      startsAt: new Date(tomorrow + index * HOUR_MS),
      durationMinutes: units === 1 ? 60 : undefined,
      requestId: Id.parse(`hold-${run}-${index}`),
    };
    return { actor: { uid: studentId, as: 'student' }, pins, request };
  });
}
