import { z } from 'zod';
import { courseDoc } from '../catalog/store.ts';
import { Enrollment } from '../enrollments/schema.ts';
import { type Profile, Profile as StoredProfile } from '../people/schema.ts';
import { profileDoc } from '../people/store.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';

/** Sorts behind every letter: a private character that no name has. */
const AFTER_ALL_LETTERS = '\uf8ff';

/** Whoever enrolled last comes first; a student of several courses comes as often. */
export async function newestStudents(limit: number): Promise<readonly Id[]> {
  const found = await firestore()
    .collectionGroup('courses')
    .orderBy('registeredAt', 'desc')
    .limit(limit)
    .select('userId', 'registeredAt')
    .get();
  return found.docs.map(document => Id.parse(document.get('userId')));
}

/** Students whose name begins so, by name. */
export async function studentsNamed({
  prefix,
  limit,
}: {
  prefix: string;
  limit: number;
}): Promise<readonly Id[]> {
  const found = await firestore()
    .collection('users')
    .orderBy('displayName')
    .startAt(prefix)
    .endAt(prefix + AFTER_ALL_LETTERS)
    .limit(limit)
    .select('displayName')
    .get();
  return found.docs.flatMap(({ id }) => Id.safeParse(id).data ?? []);
}

const ListedEnrollment = Enrollment.pick({
  userId: true,
  courseId: true,
  enrollmentStatus: true,
  paymentStatus: true,
  accessStatus: true,
  amountDue: true,
  currency: true,
  creditedSeconds: true,
  adjustedSeconds: true,
});
export type ListedEnrollment = z.infer<typeof ListedEnrollment>;

/** Of one student. */
export async function enrollmentsOf({
  userId,
  limit,
}: {
  userId: Id;
  limit: number;
}): Promise<readonly ListedEnrollment[]> {
  const found = await firestore()
    .collection(`users/${userId}/courses`)
    .limit(limit)
    .select(...Object.keys(ListedEnrollment.shape))
    .get();
  return z.array(ListedEnrollment).parse(found.docs.map(document => plainOf(document.data())));
}

/** Of those who have one, deleted accounts among them. */
export async function profilesOf(userIds: readonly Id[]): Promise<ReadonlyMap<Id, Profile>> {
  const found = await allOf(userIds.map(userId => profileDoc(userId).path));
  return new Map(
    found.flatMap(({ path, data }) => {
      const userId = Id.safeParse(path.split('/').at(-1)).data;
      return userId === undefined ? [] : [[userId, StoredProfile.parse(data)] as const];
    }),
  );
}

const Titled = z.object({ courseId: Id, title: z.string() });

/** A course that is gone is called by its id. */
export async function courseTitlesOf(courseIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const found = await allOf([...new Set(courseIds)].map(courseId => courseDoc(courseId).path));
  const courses = found.map(({ data }) => Titled.parse(data));
  return new Map(courses.map(({ courseId, title }) => [courseId, title]));
}

/** The documents of these paths that there are. */
async function allOf(paths: readonly string[]): Promise<readonly { path: string; data: unknown }[]> {
  if (paths.length === 0) return [];
  const found = await firestore().getAll(...paths.map(path => firestore().doc(path)));
  return found
    .filter(({ exists }) => exists)
    .map(document => ({ path: document.ref.path, data: plainOf(document.data()) }));
}
