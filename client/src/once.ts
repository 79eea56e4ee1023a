import { collection, doc, getDoc, getDocs, setDoc } from 'firebase/firestore';
import type { Lesson, PolicyVersion, Profile, Quiz } from './contract/documents.ts';
import { documentOf } from './plain-data.ts';
import type { Seatbelt } from './seatbelt.ts';
import { databaseOf, streamError } from './watch.ts';

export interface Outline {
  readonly lessons: readonly Lesson[];
  readonly quizzes: readonly Quiz[];
}

/**
 * All lessons and quizzes of a published course, in no order: the course's `modules` and `quizIds` have that.
 * @throws SeatbeltError
 */
export async function readOutline(
  seatbelt: Seatbelt,
  { courseId }: { readonly courseId: string },
): Promise<Outline> {
  const [lessons, quizzes] = await Promise.all([
    readAll<Lesson>(seatbelt, `courses/${courseId}/lessons`),
    readAll<Quiz>(seatbelt, `courses/${courseId}/quizzes`),
  ]);
  return { lessons, quizzes };
}

async function readAll<T>(seatbelt: Seatbelt, path: string): Promise<readonly T[]> {
  const { docs } = await asked(path, getDocs(collection(databaseOf(seatbelt), path)));
  return docs.map(each => documentOf<T>(each.data()));
}

/**
 * The rules that an enrollment was made under (`policyId` and `policyVersion` of it); they never change.
 * @throws SeatbeltError NOT_FOUND where there is no such version
 */
export async function readPolicy(
  seatbelt: Seatbelt,
  { policyId, policyVersion }: { readonly policyId: string; readonly policyVersion: number },
): Promise<PolicyVersion> {
  const path = `policies/${policyId}/versions/${policyVersion}`;
  const data = (await asked(path, getDoc(doc(databaseOf(seatbelt), path)))).data();
  if (data === undefined) throw streamError(path, { code: 'not-found' });
  return documentOf<PolicyVersion>(data);
}

/**
 * Changes the fields that are given and leaves the others. Waits for the network. Lengths are bounded, see docs/access.md.
 * @throws SeatbeltError NOT_FOUND where the rules refuse it
 */
export const saveProfile = (
  seatbelt: Seatbelt,
  { userId, profile }: { readonly userId: string; readonly profile: Profile },
): Promise<void> =>
  asked('saveProfile', setDoc(doc(databaseOf(seatbelt), `users/${userId}`), profile, { merge: true }));

const asked = <T>(name: string, work: Promise<T>): Promise<T> =>
  work.catch(error => Promise.reject(streamError(name, error)));
