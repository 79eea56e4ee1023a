import { roleDoc } from '../accounts/store.ts';
import { readDocument } from '../commit/index.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { belowEnrollment, courseIdsOf, type Stored, storedIn, storedOf } from './queries.ts';
import { profileDoc } from './store.ts';

/** Of one kind in one course at most; a callable answers no more than 10 MB. */
const LIMIT = 1_000;

/** What stands below an enrollment. Session events are not here: `exportComplianceRecord` has them, in full. */
const collections = ['ledger', 'lessons', 'sessions', 'days', 'adjustments', 'challenges'] as const;

/** What the server keeps for itself and what would tell others how to pass for the student. */
const secret: ReadonlySet<string> = new Set(['receipt', 'beaconTokenHash', 'questionId', 'clientSecret']);

/** Of what is not in the export, why. */
const leftOut = {
  signIn: 'The address you sign in with is kept by the sign-in service, Firebase Authentication.',
  verificationAnswers: 'Kept as hashes, which nobody can read, us included.',
  challengeQuestions: 'Would tell whoever holds this file what will be asked.',
  sessionEvents: 'Are in exportComplianceRecord, course by course.',
} as const;

export async function readAccountData(userId: Id): Promise<object> {
  const [profile, role, courseIds, certificates, payments] = await Promise.all([
    readDocument(profileDoc(userId)),
    readDocument(roleDoc(userId)),
    courseIdsOf(userId),
    storedOf({ collection: 'certificates', userId, limit: LIMIT }),
    storedOf({ collection: 'payments', userId, limit: LIMIT }),
  ]);
  const courses = [];
  for (const courseId of courseIds) courses.push(await readCourse({ userId, courseId }));
  const data = {
    userId,
    role: role?.role ?? 'student',
    profile: profile ?? null,
    courses,
    certificates,
    payments,
  };
  return { ...Object(forReaders(data)), leftOut };
}

async function readCourse(key: { userId: Id; courseId: Id }): Promise<object> {
  const [enrollment, ...found] = await Promise.all([
    readDocument(enrollmentDoc(key)),
    ...collections.map(collection => storedIn(belowEnrollment(key, collection), LIMIT)),
  ]);
  const below = Object.fromEntries(collections.map((collection, index) => [collection, found[index] ?? []]));
  const quizzes = await storedIn(belowEnrollment(key, 'quizzes'), LIMIT);
  return {
    enrollment,
    ...below,
    quizzes: await Promise.all(quizzes.map(quiz => withAttempts({ key, quiz }))),
  };
}

async function withAttempts(input: { key: { userId: Id; courseId: Id }; quiz: Stored }): Promise<object> {
  const { key, quiz } = input;
  const attempts = await storedIn(belowEnrollment(key, `quizzes/${String(quiz['id'])}/attempts`), LIMIT);
  return { ...quiz, attempts };
}

/** JSON for a person: instants as ISO 8601, without what is the server's own. */
function forReaders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forReaders);
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key, item]) => !secret.has(key) && item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, forReaders(item)]));
}
