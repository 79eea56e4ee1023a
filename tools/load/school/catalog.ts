import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PolicyRules } from '../../../functions/src/catalog/policy-rules.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { rootDir } from '../../setup/paths.mjs';
import { loadDir } from '../paths.ts';

const policyId = 'load-policy';

/** The sample school's course whose questions are used here, too. */
export const QUESTIONS_OF = 'ohio-teen-driver-education';
export const EXAM = 'final-exam';
export const PRACTICE = 'signs-quiz';

/** Holds as many as come. */
export const COURSE = 'load-course';
/** Has few seats: most who come are refused. */
export const SMALL_COURSE = 'load-course-with-few-seats';
export const PRICE = 59_900;

/** Times are as short as a policy may have them, so that a load of minutes passes whole lessons. */
const rules = {
  requiredSeconds: 60,
  dailyLimit: { mode: 'none' },
  wordsPerMinute: null,
  heartbeatSeconds: 5,
  maximumGapSeconds: 30,
  idleSeconds: null,
  staleSeconds: 600,
  breakEverySeconds: null,
  breakSeconds: null,
  challenges: null,
  exams: [
    {
      quizId: Id.parse(EXAM),
      questions: 10,
      passPercent: 80,
      attempts: 50,
      delaySeconds: 0,
      timeLimitSeconds: 600,
      graceSeconds: 30,
      onExhausted: 'staff',
      revealAnswers: 'never',
    },
  ],
  certificate: { withinSeconds: null, serialPrefix: 'LOAD' },
  retentionYears: 3,
  video: { requiredPercent: 90, maximumRateHundredths: 150 },
  driving: { minimumCourseSeconds: 0, lateCancellationHours: 24, onLateCancellation: 'consume' },
} satisfies PolicyRules;

export const lessonIds = ['signs', 'right-of-way', 'speed', 'weather', 'distraction', 'emergencies'];

const lessons = lessonIds.map(lessonId => ({
  lessonId,
  title: `Lesson ${lessonId}`,
  minimumSeconds: 10,
}));

const SampleQuizzes = z.object({
  courses: z.array(z.object({ courseId: z.string(), quizzes: z.array(z.unknown()).default([]) })),
});

function sampleQuizzes(): readonly unknown[] {
  const file = path.join(rootDir, 'scripts', 'data', 'sample-catalog.json');
  const { courses } = SampleQuizzes.parse(JSON.parse(readFileSync(file, 'utf8')));
  return courses.find(({ courseId }) => courseId === QUESTIONS_OF)?.quizzes ?? [];
}

function catalog(): object {
  const course = {
    published: true,
    price: PRICE,
    currency: 'usd',
    policyId,
    policyVersion: 1,
    timeZone: 'America/New_York',
    modules: [{ moduleId: 'the-road', title: 'The road', lessons }],
    quizzes: sampleQuizzes(),
  };
  return {
    policies: [
      {
        policyId,
        version: 1,
        title: 'Terms of a course under load',
        terms: { minimumPaidToOpen: 0, overpayment: 'credit', completeWithin: null },
        rules,
        sources: [],
      },
    ],
    courses: [
      { ...course, courseId: COURSE, title: 'A course under load', capacity: 1_000_000, waitlistCapacity: 0 },
      {
        ...course,
        courseId: SMALL_COURSE,
        title: 'A course with few seats',
        capacity: 20,
        waitlistCapacity: 10,
      },
    ],
  };
}

/** Writes the catalog of the school under load. @returns its file, for the operator's own command to load */
export function writeCatalog(): string {
  mkdirSync(loadDir, { recursive: true });
  const file = path.join(loadDir, 'catalog.json');
  writeFileSync(file, JSON.stringify(catalog(), null, 2));
  return file;
}
