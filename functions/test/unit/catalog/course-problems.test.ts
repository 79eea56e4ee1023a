import type { CatalogCourse } from '../../../src/catalog/file-schema.ts';
import type { PolicyVersion } from '../../../src/catalog/schema.ts';
import { someRules } from '../../fixtures/policy.ts';
import { singleChoice } from '../../fixtures/quiz.ts';
import { issuesAfter, issuesOf, lessonsOf } from './issues.ts';
import { sampleCatalog } from './sample.ts';

/** A file of one policy and one course under it. */
function pair(input: { rules?: Partial<PolicyVersion['rules']>; course?: Partial<CatalogCourse> }): object {
  const [policy] = sampleCatalog().policies;
  const [course] = sampleCatalog().courses;
  if (policy === undefined || course === undefined) throw new Error('the sample is empty');
  return {
    policies: [{ ...policy, rules: someRules({ exams: [], ...input.rules }), sources: [] }],
    courses: [{ ...course, quizzes: [], ...input.course }],
  };
}

/** The same, but for what a file may leave out. */
const withLessons = (rules: Partial<PolicyVersion['rules']>, ...lessons: object[]): string[] => {
  const file = pair({ rules });
  const [course] = 'courses' in file && Array.isArray(file.courses) ? file.courses : [];
  return issuesOf({ ...file, courses: [{ ...course, ...lessonsOf(...lessons) }] });
};

describe('a course fits its policy', () => {
  const exam = someRules().exams.map(each => ({ ...each, questions: 2 }));
  const pool = (count: number) => Array.from({ length: count }, (_, index) => singleChoice(`q-${index}`));
  const finalExam = (count: number) => ({
    quizzes: [{ quizId: exam[0]?.quizId, title: 'Exam', questions: pool(count) }],
  });
  const issuesWith = (count: number) => {
    const file = pair({ rules: { exams: exam } });
    const [course] = 'courses' in file && Array.isArray(file.courses) ? file.courses : [];
    return issuesOf({ ...file, courses: [{ ...course, ...finalExam(count) }] });
  };

  it('with every exam', () => {
    expect(issuesOf(pair({ rules: { exams: exam } }))).toEqual([
      'courses.0.quizzes: lacks final-exam, an exam of ohio-teen version 1',
    ]);
  });

  it.each([
    [2, []],
    [1, ['courses.0.quizzes.0.questions: holds 1, and ohio-teen version 1 draws 2']],
  ])('a pool of %i for an exam of 2: %j', (count, issues) => {
    expect(issuesWith(count)).toEqual(issues);
  });

  it('also with a pool large enough for those who enrolled under an earlier version', () => {
    const issues = issuesAfter(catalog => ({
      ...catalog,
      policies: catalog.policies.flatMap(policy =>
        policy.policyId === 'generic'
          ? [
              {
                ...policy,
                rules: {
                  ...policy.rules,
                  exams: policy.rules.exams.map(each => ({ ...each, questions: 15 })),
                },
              },
              { ...policy, version: 2 },
            ]
          : [policy],
      ),
      courses: catalog.courses.map(course =>
        course.policyId === 'generic' ? { ...course, policyVersion: 2 } : course,
      ),
    }));
    expect(issues).toEqual(['courses.2.quizzes.0.questions: holds 14, and generic version 1 draws 15']);
  });

  it.each([
    [[{ maximumSeconds: 7_200 }, { maximumSeconds: 7_200 }], []],
    [[{ maximumSeconds: 7_200 }, { maximumSeconds: null }], []],
    [
      [{ maximumSeconds: 7_200 }, { maximumSeconds: 7_199 }],
      ['courses.0.modules: can be credited with 14399 s at most, and the policy asks for 14400'],
    ],
    [
      [{ minimumSeconds: 61, maximumSeconds: 60 }, {}],
      [
        'courses.0.modules.0.lessons.0.maximumSeconds: is less than minimumSeconds: nobody could complete the lesson',
      ],
    ],
    [[{ minimumSeconds: 60, maximumSeconds: 60 }, {}], []],
  ])('four hours with lessons of %j: %j', (lessons, issues) => {
    expect(withLessons({}, ...lessons)).toEqual(issues);
  });

  it.each([
    [[{ words: 24_000 }, { words: 24_000 }], []],
    [
      [{ words: 24_000 }, { words: 23_900 }],
      ['courses.0.modules: takes 14370 s by words and minimums, and the policy asks for 14400'],
    ],
    [[{ words: 24_000 }, { words: 0, minimumSeconds: 7_200 }], []],
    [
      [{ words: 48_000, maximumSeconds: 14_399 }, {}],
      ['courses.0.modules.0.lessons.0.words: takes 14400 s, more than maximumSeconds'],
    ],
  ])('where words are counted, 200 a minute, four hours of %j: %j', (lessons, issues) => {
    expect(withLessons({ wordsPerMinute: 200 }, ...lessons)).toEqual(issues);
  });

  it('a video fits into its lesson, at the highest rate', () => {
    expect(withLessons({}, { videoSeconds: 100, maximumSeconds: 60 }, {})).toEqual([]);
    expect(withLessons({}, { videoSeconds: 101, maximumSeconds: 60 }, {})).toEqual([
      'courses.0.modules.0.lessons.0.videoSeconds: takes 61 s, more than maximumSeconds',
    ]);
  });

  it('its lessons can be done before the enrollment ends', () => {
    const days = Array.from({ length: 10 }, () => ({ minimumSeconds: 72_000 }));
    expect(withLessons({}, ...days)).toEqual([]);
    expect(withLessons({}, ...Array.from({ length: 40 }, () => ({ minimumSeconds: 72_000 })))).toEqual([
      'courses.0.modules: takes 2880000 s, and 2592000 can be credited within completeWithin',
    ]);
  });
});
