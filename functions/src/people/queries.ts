import { enrollmentDoc } from '../enrollments/store.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';

/** Nobody takes so many courses; a bound all the same, since each is loaded into one commit. */
export const MAX_COURSES = 100;

/** The courses a student is or was enrolled in. */
export async function courseIdsOf(userId: Id): Promise<readonly Id[]> {
  const found = await firestore().collection(`users/${userId}/courses`).limit(MAX_COURSES).select().get();
  return found.docs.map(({ id }) => Id.parse(id));
}

export type Stored = Readonly<Record<string, unknown>>;

/** A collection as it is stored, at most `limit` documents by name. */
export async function storedIn(path: string, limit: number): Promise<readonly Stored[]> {
  const found = await firestore().collection(path).limit(limit).get();
  return found.docs.map(document => ({ id: document.id, ...fieldsOf(document.data()) }));
}

/** Certificates and payments stand beside the student's own documents. */
export async function storedOf(input: {
  collection: 'certificates' | 'payments';
  userId: Id;
  limit: number;
}): Promise<readonly Stored[]> {
  const found = await firestore()
    .collection(input.collection)
    .where('userId', '==', input.userId)
    .limit(input.limit)
    .get();
  return found.docs.map(document => ({ id: document.id, ...fieldsOf(document.data()) }));
}

/** What stands below an enrollment, by its collection. */
export const belowEnrollment = (key: { userId: Id; courseId: Id }, collection: string): string =>
  `${enrollmentDoc(key).path}/${collection}`;

const fieldsOf = (data: object): Stored => {
  const plain = plainOf(data);
  return typeof plain === 'object' && plain !== null ? { ...plain } : {};
};
