import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCatalog } from '../../../src/catalog/data-file.ts';
import type { Catalog } from '../../../src/catalog/file-schema.ts';

const file = path.join(__dirname, '../../../../scripts/data/taster-catalog.json');

function tasterCatalog(): Catalog {
  const read = readCatalog(readFileSync(file, 'utf8'));
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.issues));
  return read.catalog;
}

const { courses, policies } = tasterCatalog();
const [taster, lastSeat] = courses;
const [policy] = policies;
const lessonsOf = (course: Catalog['courses'][number] | undefined) =>
  course?.modules.flatMap(module => module.lessons) ?? [];

describe('the taster catalog', () => {
  it('sells two courses under one policy: a short one, and one with a single seat and a place to wait', () => {
    expect(courses.map(({ courseId, price, capacity }) => [courseId, price, capacity])).toEqual([
      ['seatbelt-taster', 4_950, 50],
      ['seatbelt-last-seat', 4_950, 1],
    ]);
    expect(lastSeat?.waitlistCapacity).toBe(1);
    expect(policy?.terms.minimumPaidToOpen).toBe(2_000);
  });

  it('is walked through in three minutes, with an identity check on the way', () => {
    const { requiredSeconds, challenges } = policy?.rules ?? {};
    expect(requiredSeconds).toBe(40);
    expect(lessonsOf(taster).map(({ minimumSeconds }) => minimumSeconds)).toEqual([10, 10, 10]);
    const latestCheck = (challenges?.everySeconds ?? 0) + (challenges?.jitterSeconds ?? 0);
    expect(latestCheck).toBeLessThan(requiredSeconds ?? 0);
  });

  it('shows text in every lesson, and the site’s own clip where a video is to be watched', () => {
    for (const course of courses)
      for (const { content, videoSeconds } of lessonsOf(course)) {
        expect(content?.text.split('\n\n').length).toBeGreaterThanOrEqual(2);
        expect(content?.videoUrl).toBe(videoSeconds > 0 ? '/sample/lesson.webm' : null);
      }
    expect(lessonsOf(taster)[1]?.videoSeconds).toBe(12);
  });

  it('practices once and examines with every kind of question, each explained', () => {
    expect(taster?.quizzes.map(({ quizId }) => quizId)).toEqual(['warm-up', 'final-exam']);
    const exam = taster?.quizzes[1]?.questions ?? [];
    expect(exam.map(({ kind }) => kind)).toEqual(['singleChoice', 'multipleChoice', 'numeric', 'shortText']);
    expect(policy?.rules.exams[0]?.questions).toBe(exam.length);
    const explanations = courses.flatMap(({ quizzes }) => quizzes).flatMap(({ questions }) => questions);
    expect(explanations.filter(({ explanation }) => (explanation ?? '').length < 10)).toEqual([]);
  });
});
