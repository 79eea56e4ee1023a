import { refuseWithoutRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import { staffAction } from '../audit/staff-action.ts';
import { type DrivingRules, noDrivingRules } from '../catalog/driving-rules.ts';
import {
  apply,
  type Command,
  create,
  type Decision,
  fingerprintOf,
  toCreate,
  toGuard,
  toWrite,
} from '../commit/index.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { grant } from './authorization.ts';
import { authorizationDoc, unitEntryDoc } from './store.ts';
import { CreateAuthorizationOutcome, CreateAuthorizationRequest } from './wire.ts';

/** Reads 2 (enrollment, the instructor's role), writes 2. The authorization bears the request's id and is its receipt. */
export function createAuthorizationCommand({
  uid,
  request,
  rules,
}: {
  uid: Id;
  request: CreateAuthorizationRequest;
  /** Of the enrollment's policy, which never changes. */
  rules: DrivingRules;
}): Command<CreateAuthorizationOutcome> {
  const { requestId, instructorId } = request;
  const authorization = authorizationDoc(requestId);
  const entry = unitEntryDoc({ authorizationId: requestId, entryId: requestId });
  const enrollment = enrollmentDoc(request);
  return {
    operation: 'createAuthorization',
    aggregate: authorization.path,
    receipt: {
      doc: authorization,
      fingerprint: fingerprintOf('createAuthorization', { ...request, by: uid }),
    },
    loads: [toWrite(enrollment), toCreate(entry), toGuard(roleDoc(instructorId))],
    outcomeSchema: CreateAuthorizationOutcome,
    decide: (view): Decision<CreateAuthorizationOutcome> => {
      const isInstructor =
        refuseWithoutRole({ uid: instructorId, roles: ['instructor'] }, view) === undefined;
      const actor = { uid, as: 'admin' } as const;
      const result = grant({
        request,
        enrollment: view.get(enrollment),
        isInstructor,
        rules,
        actor,
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      return apply({ authorizationId: requestId }, [
        create(authorization, result.authorization),
        create(entry, result.entry),
      ]);
    },
  };
}

/** Grants a student so many hours of driving with one instructor. */
export const createAuthorization = defineCallable({
  name: 'createAuthorization',
  request: CreateAuthorizationRequest,
  handler: ({ uid, data }) => {
    const document = authorizationDoc(data.requestId).path;
    const act = { uid, roles: ['admin'], action: 'createAuthorization', request: data, document } as const;
    return staffAction(act, async submit => {
      const { policy } = await pinsOf(data);
      const rules = policy.rules.driving ?? noDrivingRules;
      const { outcome, replayed } = await submit(createAuthorizationCommand({ uid, request: data, rules }));
      return { ...outcome, replayed };
    });
  },
});
