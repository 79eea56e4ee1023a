import { roleDoc, staffRequestDoc } from '../accounts/store.ts';
import {
  apply,
  type Change,
  type Command,
  create,
  fingerprintOf,
  toExpectNew,
  toGuard,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { deleteSignInEntry } from '../outbox/schema.ts';
import { outboxDoc } from '../outbox/store.ts';
import { Id } from '../platform/ids.ts';
import { verificationProfileDoc } from '../verification/store.ts';
import { closingAnswer, refuseClosing } from './closing.ts';
import { erasedProfile } from './schema.ts';
import { profileDoc } from './store.ts';
import { DeleteAccountOutcome, type DeleteAccountRequest } from './wire.ts';

/** A course of the account by name, with its policy's retention, which never changes. */
export interface OwnCourse extends EnrollmentKey {
  readonly retentionYears: number;
}

interface Closing {
  readonly uid: Id;
  readonly request: DeleteAccountRequest;
  readonly courses: readonly OwnCourse[];
}

/**
 * To be wrapped in `audited`. Reads 3 (profile, verification profile, role) and each enrollment, writes 3 to 4
 * (profile, answers where there are any, the effect, the request).
 */
export function closeAccountCommand(closing: Closing): Command<DeleteAccountOutcome> {
  const { uid, request, courses } = closing;
  const { userId, requestId } = request;
  const [profile, answers] = [profileDoc(userId), verificationProfileDoc(userId)];
  const effect = deleteSignInDoc(userId);
  return {
    operation: 'deleteAccount',
    aggregate: profile.path,
    receipt: {
      doc: staffRequestDoc({ uid, requestId }),
      fingerprint: fingerprintOf('deleteAccount', request),
    },
    outcomeSchema: DeleteAccountOutcome,
    loads: [
      ...[profile, answers].map(toWrite),
      toExpectNew(effect),
      ...[roleDoc(userId), ...courses.map(enrollmentDoc)].map(toGuard),
    ],
    decide: view => {
      const kept = courses.flatMap(course => {
        const enrollment = view.get(enrollmentDoc(course));
        return enrollment === undefined ? [] : [{ enrollment, retentionYears: course.retentionYears }];
      });
      const role = view.get(roleDoc(userId))?.role ?? 'student';
      const enrollments = kept.map(({ enrollment }) => enrollment);
      const refusal = refuseClosing({ role, enrollments, isForced: request.force === true });
      if (refusal !== undefined) return refusal;
      const deletedAt = view.get(profile)?.deletedAt ?? view.now;
      const hadAnswers = view.get(answers) !== undefined;
      return apply(closingAnswer({ courses: kept, hadAnswers, deletedAt }), erasure({ userId, view }));
    },
  };
}

const deleteSignInDoc = (userId: Id) =>
  outboxDoc(Id.parse(`deleteSignIn_${fingerprintOf('deleteSignIn', { userId })}`));

/** What is gone already stays as it is; a second request finds nothing to do. */
function erasure({ userId, view }: { userId: Id; view: View }): readonly Change[] {
  const [profile, answers, effect] = [
    profileDoc(userId),
    verificationProfileDoc(userId),
    deleteSignInDoc(userId),
  ];
  const known = view.get(profile);
  const registered = view.get(answers);
  const erased = { ...erasedProfile, deletedAt: known?.deletedAt ?? view.now };
  return [
    known === undefined ? create(profile, erased) : update(profile, erased),
    ...(registered === undefined
      ? []
      : [update(answers, { answers: {}, revision: registered.revision + 1 })]),
    ...(view.get(effect) === undefined ? [create(effect, deleteSignInEntry({ userId, now: view.now }))] : []),
  ];
}
