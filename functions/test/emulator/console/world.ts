import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Doc } from '../../../src/commit/index.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

export const newId = (kind: string): Id => Id.parse(`${kind}-${randomUUID()}`);

/** Puts a document in its place, as the room that owns it would have written it. */
export async function put<T extends object>(doc: Doc<T>, data: T): Promise<void> {
  await firestore().doc(doc.path).set(doc.schema.parse(data));
}

export async function enrolled(changes: Partial<Enrollment> = {}): Promise<Enrollment> {
  const userId = changes.userId ?? newId('student');
  const enrollment = someEnrollment({ registrationId: newId('registration'), ...changes, userId });
  await put(enrollmentDoc(enrollment), enrollment);
  return enrollment;
}

export const named = (userId: Id, displayName: string): Promise<unknown> =>
  firestore().doc(`users/${userId}`).set({ displayName });

const Refused = z.object({
  details: z.object({ reason: z.string(), fields: z.array(z.object({ path: z.string() })).optional() }),
});

/** What a call is refused for, and the fields that are to blame: `INVALID_INPUT to`. */
export async function blameOf(calling: Promise<unknown>): Promise<string> {
  try {
    await calling;
    return 'nothing';
  } catch (error) {
    const { reason, fields = [] } = Refused.parse(error).details;
    return [reason, ...fields.map(({ path }) => path)].join(' ');
  }
}
