import type { PolicyRules } from '../catalog/policy-rules.ts';
import { courseDoc } from '../catalog/store.ts';
import { readDocument } from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { refused } from '../platform/refusal.ts';
import { quizRecordDoc } from '../quizzes/store.ts';
import { profileDoc } from './profile.ts';
import type { Achievement } from './readiness.ts';
import { printableName } from './student-name.ts';

/**
 * How a student stands now, outside any decision.
 * @throws RefusalError ENROLLMENT_NOT_FOUND, COURSE_NOT_FOUND
 */
export async function readAchievement({
  key,
  rules,
}: {
  key: EnrollmentKey;
  rules: PolicyRules;
}): Promise<Achievement> {
  const [enrollment, course, profile, records] = await Promise.all([
    readDocument(enrollmentDoc(key)),
    readDocument(courseDoc(key.courseId)),
    readDocument(profileDoc(key.userId)),
    Promise.all(
      rules.exams.map(async ({ quizId }) => {
        const record = await readDocument(quizRecordDoc({ ...key, quizId }));
        return [quizId, record] as const;
      }),
    ),
  ]);
  if (enrollment === undefined) throw refused('ENROLLMENT_NOT_FOUND');
  if (course === undefined) throw refused('COURSE_NOT_FOUND');
  const studentName = printableName(profile?.displayName);
  return { enrollment, course, rules, quizRecords: new Map(records), studentName };
}
