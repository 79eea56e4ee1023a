import { Role } from '../accounts/schema.ts';
import { roleDoc } from '../accounts/store.ts';
import type { Act } from '../audit/act.ts';
import { audited } from '../audit/audited.ts';
import { type SubmitAudited, staffAction } from '../audit/staff-action.ts';
import { fingerprintOf, lanes, readDocument } from '../commit/index.ts';
import { cancelEnrollmentCommand } from '../enrollments/cancel-enrollment.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { Id } from '../platform/ids.ts';
import { RefusalError, refused, refuseField } from '../platform/refusal.ts';
import { closeAccountCommand, type OwnCourse } from './close-account.ts';
import { isOpen, refuseClosing } from './closing.ts';
import { courseIdsOf } from './queries.ts';
import { profileDoc } from './store.ts';
import { type DeleteAccountAnswer, DeleteAccountRequest } from './wire.ts';

/** Deletes an account: one's own, or as an admin somebody else's. The answer says what stays and until when. */
export const deleteAccount = defineCallable({
  name: 'deleteAccount',
  request: DeleteAccountRequest,
  handler: ({ uid, data }): Promise<DeleteAccountAnswer> => {
    const act = actOf({ uid, data });
    return staffAction(act, submit => close({ uid, data, act, submit }));
  },
});

/** One's own is open to everybody; by force, or another's, to admins. */
function actOf({ uid, data }: { uid: Id; data: DeleteAccountRequest }): Act {
  const isOwn = data.userId === uid && data.force !== true;
  return { uid, roles: isOwn ? Role.options : ['admin'], action: 'deleteAccount', request: data };
}

interface Deletion {
  readonly uid: Id;
  readonly data: DeleteAccountRequest;
  readonly act: Act;
  readonly submit: SubmitAudited;
}

async function close({ uid, data, act, submit }: Deletion): Promise<DeleteAccountAnswer> {
  const { userId, reason, force = false } = data;
  const isByStaff = userId !== uid || force;
  if (isByStaff && reason === undefined)
    throw new RefusalError(refuseField({ reason: 'REASON_REQUIRED', path: 'reason' }));
  const courseIds = await courseIdsOf(userId);
  if (isByStaff && !force && courseIds.length === 0) await assertKnown(userId);
  if (force) {
    await assertNoRole(userId);
    for (const courseId of courseIds) await cancelIfOpen({ act, data, courseId });
  }
  const courses = await Promise.all(courseIds.map(courseId => ownCourse({ userId, courseId })));
  const { outcome, replayed } = await submit(closeAccountCommand({ uid, request: data, courses }));
  return { ...outcome, replayed };
}

/** A mistyped id must not look like a deleted account. */
async function assertKnown(userId: Id): Promise<void> {
  if ((await readDocument(profileDoc(userId))) === undefined) throw refused('ACCOUNT_NOT_FOUND');
}

/** Before anything is cancelled: force does not override a role. */
async function assertNoRole(userId: Id): Promise<void> {
  const role = (await readDocument(roleDoc(userId)))?.role ?? 'student';
  const refusal = refuseClosing({ role, enrollments: [], isForced: true });
  if (refusal !== undefined) throw new RefusalError(refusal);
}

async function ownCourse(key: { userId: Id; courseId: Id }): Promise<OwnCourse> {
  const { policy } = await pinsOf(key);
  return { ...key, retentionYears: policy.rules.retentionYears };
}

/** As the student would have done it: the seat goes to whoever waits, and what was paid stays as credit in the books. */
async function cancelIfOpen(input: { act: Act; data: DeleteAccountRequest; courseId: Id }): Promise<void> {
  const { act, data, courseId } = input;
  const { userId, reason = '' } = data;
  const enrollment = await readDocument(enrollmentDoc({ userId, courseId }));
  if (enrollment === undefined || !isOpen(enrollment)) return;
  const name = fingerprintOf('deleteAccount.cancel', { requestId: data.requestId, courseId });
  const request = { courseId, requestId: Id.parse(name.slice(0, 32)), reason };
  const command = cancelEnrollmentCommand({ userId, request });
  await lanes().submit(audited(command, { ...act, request: { ...data, courseId } }));
}
