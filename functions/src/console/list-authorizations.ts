import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, RefusalError } from '../platform/refusal.ts';
import type { Authorization } from '../units/schema.ts';
import { namesOf } from './people.ts';
import { staffRead } from './staff-read.ts';
import { authorizationsOf } from './unit-queries.ts';
import { instructorShownTo } from './whose-lessons.ts';
import {
  type ListAuthorizationsAnswer,
  ListAuthorizationsRequest,
  type ListedAuthorization,
} from './wire.ts';

const MAX_AUTHORIZATIONS = 500;

const nobodyNamed: Refusal = {
  kind: 'refused',
  reason: 'INVALID_INPUT',
  fields: [{ path: 'userId', message: 'must name a student, or instructorId an instructor' }],
};

/** Hours of driving of a student, of an instructor, or of the two: an instructor's own, or an admin's choice. */
export const listAuthorizations = defineCallable({
  name: 'listAuthorizations',
  request: ListAuthorizationsRequest,
  handler: ({ uid, data }): Promise<ListAuthorizationsAnswer> =>
    staffRead(
      { uid, roles: ['instructor', 'admin'], action: 'listAuthorizations', request: data },
      async () => {
        const instructorId = await instructorShownTo({ uid, wanted: data.instructorId });
        const studentId = data.userId;
        if (instructorId === undefined && studentId === undefined) throw new RefusalError(nobodyNamed);
        const found = await authorizationsOf({ studentId, instructorId, limit: MAX_AUTHORIZATIONS + 1 });
        const shown = found.slice(0, MAX_AUTHORIZATIONS);
        const names = await namesOf(shown.map(authorization => authorization.studentId));
        const authorizations = shown.map(authorization => listed({ authorization, names }));
        return { authorizations, isTruncated: found.length > MAX_AUTHORIZATIONS };
      },
    ),
});

function listed({
  authorization,
  names,
}: {
  authorization: Authorization;
  names: ReadonlyMap<Id, string | null>;
}): ListedAuthorization {
  const { authorizationId, studentId, instructorId, courseId } = authorization;
  const { totalUnits, reservedUnits, consumedUnits, validFrom, validTo } = authorization;
  return {
    ...{ authorizationId, studentId, instructorId, courseId, totalUnits, reservedUnits, consumedUnits },
    studentName: names.get(studentId) ?? null,
    availableUnits: totalUnits - reservedUnits - consumedUnits,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
  };
}
