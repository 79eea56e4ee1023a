import { readCatalog } from '../../functions/src/catalog/data-file.ts';
import { loadCatalog } from '../../functions/src/catalog/load-catalog.ts';
import { isRefused } from '../../functions/src/catalog/load-report.ts';
import type { PolicyRules } from '../../functions/src/catalog/policy-rules.ts';
import type { Lanes } from '../../functions/src/commit/index.ts';
import { enrollCommand } from '../../functions/src/enrollments/enroll.ts';
import { Id } from '../../functions/src/platform/ids.ts';

const policyId = 'bench-policy';
const lessons = [{ lessonId: 'welcome', title: 'Welcome', minimumSeconds: 60 }];

/** Nothing but a session's clockwork: the benchmark measures this code, not a jurisdiction. */
const rules = {
  requiredSeconds: 0,
  dailyLimit: { mode: 'none' },
  wordsPerMinute: null,
  heartbeatSeconds: 60,
  maximumGapSeconds: 120,
  idleSeconds: null,
  staleSeconds: 600,
  breakEverySeconds: null,
  breakSeconds: null,
  challenges: null,
  exams: [],
  certificate: { withinSeconds: null, serialPrefix: 'BENCH' },
  retentionYears: 3,
  video: { requiredPercent: 90, maximumRateHundredths: 150 },
} satisfies PolicyRules;

const catalogText = (course: { courseId: string; capacity: number; waitlistCapacity: number }): string =>
  JSON.stringify({
    policies: [
      {
        policyId,
        version: 1,
        title: 'Terms of a course under load',
        terms: { minimumPaidToOpen: 10_000, overpayment: 'credit', completeWithin: null },
        rules,
        sources: [],
      },
    ],
    courses: [
      {
        ...course,
        published: true,
        title: 'A course under load',
        price: 59_900,
        currency: 'usd',
        policyId,
        policyVersion: 1,
        timeZone: 'America/New_York',
        modules: [{ moduleId: 'start', title: 'Start', lessons }],
      },
    ],
  });

/** Puts a course on offer, as the operator's command does. */
export async function openCourse({
  lanes,
  ...course
}: {
  lanes: Lanes;
  courseId: string;
  capacity: number;
  waitlistCapacity: number;
}): Promise<void> {
  const read = readCatalog(catalogText(course));
  if (read.kind === 'invalid')
    throw new Error(`The benchmark's catalog is not valid: ${read.issues[0]?.path}`);
  const reports = await loadCatalog({
    lanes,
    catalog: read.catalog,
    mode: 'apply',
    runId: Id.parse(`bench-${course.courseId}`),
  });
  if (reports.some(isRefused)) throw new Error("The benchmark's catalog was refused.");
}

/** Enrolls a student, as the function does. */
export async function enrollStudent(input: {
  lanes: Lanes;
  courseId: string;
  userId: string;
}): Promise<void> {
  const userId = Id.parse(input.userId);
  const request = {
    courseId: Id.parse(input.courseId),
    timeZone: 'America/New_York',
    requestId: Id.parse(`request-${input.userId}-${input.courseId}`),
  };
  await input.lanes.submit(enrollCommand({ userId, request }));
}

/** Enrolled at once: more would wait for a cold emulator longer than a command waits. */
const ENROLLED_AT_ONCE = 200;

/** Enrolls students, as the function does. */
export async function enrollStudents(input: {
  lanes: Lanes;
  courseId: string;
  userIds: readonly string[];
}): Promise<void> {
  const { userIds, ...rest } = input;
  for (let first = 0; first < userIds.length; first += ENROLLED_AT_ONCE) {
    const some = userIds.slice(first, first + ENROLLED_AT_ONCE);
    await Promise.all(some.map(userId => enrollStudent({ ...rest, userId })));
  }
}
