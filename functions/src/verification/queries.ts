import { type EnrollmentKey, enrollmentDoc, enrollmentKeyOf } from '../enrollments/store.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { ANSWER_ON_ITS_WAY_MS } from './settlement.ts';

/** Every course the student is in or was in. */
export async function findEnrollmentsOf(userId: Id): Promise<readonly EnrollmentKey[]> {
  const found = await firestore().collection(`users/${userId}/courses`).select().get();
  return found.docs.map(({ id }) => ({ userId, courseId: Id.parse(id) }));
}

/** The names of all checks of an enrollment: two an hour, so some dozens at most. */
export async function findChallengeIdsOf(key: EnrollmentKey): Promise<readonly Id[]> {
  const found = await firestore()
    .collection(`${enrollmentDoc(key).path}/challenges`)
    .select()
    .get();
  return found.docs.map(({ id }) => Id.parse(id));
}

/** Pages of enrollments with a check that met with silence, longest overdue first. */
export async function* findOverdueChallenges({
  now,
  pageSize,
}: {
  now: Date;
  pageSize: number;
}): AsyncGenerator<readonly EnrollmentKey[]> {
  const overdue = firestore()
    .collectionGroup('challenges')
    .where('state', '==', 'ISSUED')
    .where('expiresAt', '<=', new Date(now.getTime() - ANSWER_ON_ITS_WAY_MS))
    .orderBy('expiresAt')
    .select('expiresAt')
    .limit(pageSize);
  let page = await overdue.get();
  while (!page.empty) {
    yield page.docs
      .map(({ ref }) => enrollmentKeyOf(ref.parent.parent?.path ?? ''))
      .filter(key => key !== undefined);
    const last = page.docs.at(-1);
    if (last === undefined || page.size < pageSize) return;
    // Past what failed, too: one check that cannot be settled must not hold up all the others.
    page = await overdue.startAfter(last).get();
  }
}
