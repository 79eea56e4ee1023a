import { readCatalog } from '../../../src/catalog/data-file.ts';
import type { Catalog, CatalogCourse } from '../../../src/catalog/file-schema.ts';
import type { PolicyVersion } from '../../../src/catalog/schema.ts';
import { someRules } from '../../fixtures/policy.ts';
import { singleChoice } from '../../fixtures/quiz.ts';
import { presetFiles, sampleCatalog } from './sample.ts';

function issuesOf(file: object): string[] {
  const read = readCatalog(JSON.stringify(file), presetFiles);
  return read.kind === 'invalid' ? read.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}

/** What is wrong with the sample after this change to it; its policies are written out. */
const issuesAfter = (change: (catalog: Catalog) => object): string[] => issuesOf(change(sampleCatalog()));

const firstCourse = (catalog: Catalog, changes: object): object => ({
  ...catalog,
  courses: catalog.courses.map((course, index) => (index === 0 ? { ...course, ...changes } : course)),
});

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

const lessonsOf = (...lessons: object[]) => ({
  modules: [
    {
      moduleId: 'm',
      title: 'A module',
      lessons: lessons.map((lesson, index) => ({
        lessonId: `lesson-${index}`,
        title: 'A lesson',
        minimumSeconds: 60,
        ...lesson,
      })),
    },
  ],
});

/** The same, but for what a file may leave out. */
const withLessons = (rules: Partial<PolicyVersion['rules']>, ...lessons: object[]): string[] => {
  const file = pair({ rules });
  const [course] = 'courses' in file && Array.isArray(file.courses) ? file.courses : [];
  return issuesOf({ ...file, courses: [{ ...course, ...lessonsOf(...lessons) }] });
};

describe('the sample catalog', () => {
  it('is valid: a teen course with a deposit, an adult course that returns overpayments, a free one', () => {
    const { courses, policies } = sampleCatalog();
    expect(courses.map(course => course.price)).toEqual([59_900, 4_950, 0]);
    expect(policies.map(policy => policy.terms.overpayment)).toEqual([
      'credit',
      'credit',
      'refund',
      'credit',
      'credit',
    ]);
    expect(policies.map(policy => policy.terms.minimumPaidToOpen)).toEqual([10_000, 0, 4_950, 0, 0]);
  });

  it('teaches teens for 24 hours, with videos, a lesson quiz and an exam of all kinds of questions', () => {
    const [teens] = sampleCatalog().courses;
    const lessons = teens?.modules.flatMap(module => module.lessons) ?? [];
    expect(lessons.reduce((sum, lesson) => sum + lesson.minimumSeconds, 0)).toBe(24 * 3_600);
    expect(lessons.filter(lesson => lesson.videoSeconds > 0)).toHaveLength(2);
    expect(teens?.quizzes.map(quiz => [quiz.quizId, quiz.questions.length])).toEqual([
      ['signs-quiz', 5],
      ['final-exam', 30],
    ]);
    const kinds = new Set(teens?.quizzes.at(-1)?.questions.map(question => question.kind));
    expect([...kinds].sort()).toEqual(['multipleChoice', 'numeric', 'shortText', 'singleChoice']);
  });

  it('explains every answer, and has the right one not always in the same place', () => {
    const questions = sampleCatalog().courses.flatMap(course =>
      course.quizzes.flatMap(quiz => quiz.questions),
    );
    expect(questions.filter(question => (question.explanation ?? '').length < 10)).toEqual([]);
    const places = questions.map(question =>
      question.kind === 'singleChoice'
        ? question.options.findIndex(option => option.optionId === question.correctOptionId)
        : -1,
    );
    expect([...new Set(places)].sort()).toEqual([-1, 0, 1, 2, 3]);
  });
});

describe('a catalog file is refused', () => {
  it('when it is not JSON, or not an object of policies and courses', () => {
    expect(readCatalog('{').kind).toBe('invalid');
    expect(readCatalog('[]').kind).toBe('invalid');
    expect(readCatalog('{}')).toMatchObject({ issues: [{ path: 'policies' }, { path: 'courses' }] });
  });

  it.each([
    [{ price: 49 }, 'courses.0.price: must be 0 or at least 50'],
    [{ timeZone: 'Mars/Base' }, 'courses.0.timeZone: must be a known IANA time zone'],
    [{ policyVersion: 2 }, 'courses.0.policyVersion: there is no ohio-teen version 2 in this file'],
    [{ courseId: 'first-look' }, 'courses.2.courseId: is there twice'],
    [{ modules: [] }, 'courses.0.modules: a published course needs a lesson'],
    [{ teacher: 'Ann' }, 'courses.0.teacher: is not known here'],
    [{ quizIds: ['final-exam'] }, 'courses.0.quizIds: is not known here'],
  ])('with the path of what is wrong: %j', (changes, issue) => {
    expect(issuesAfter(catalog => firstCourse(catalog, changes))).toEqual([issue]);
  });

  it.each([
    { price: -1 },
    { price: 599.5 },
    { price: 2 ** 53 },
    { currency: 'jpy' },
    { capacity: -1 },
    { courseId: 'a/b' },
    { title: '' },
    { terms: {} },
    { quizzes: {} },
  ])('for %j', changes => {
    const [issue] = issuesAfter(catalog => firstCourse(catalog, changes));
    expect(issue).toMatch(/^courses\.0/);
  });

  it('when a policy version, a module, a lesson or a quiz is there twice', () => {
    const twice = issuesAfter(catalog => ({
      ...catalog,
      policies: [...catalog.policies, catalog.policies[0]],
    }));
    expect(twice).toEqual(['policies.5.version: is there twice']);
    const doubled = issuesAfter(catalog => {
      const [first] = catalog.courses[0]?.modules ?? [];
      return firstCourse(catalog, { modules: [first, first] });
    });
    expect(doubled).toContain('courses.0.modules.1.moduleId: is there twice');
    expect(doubled).toContain('courses.0.modules.1.lessons.0.lessonId: is there twice');
    const quizzes = issuesAfter(catalog => {
      const all = catalog.courses[0]?.quizzes ?? [];
      return firstCourse(catalog, { quizzes: [...all, all[0]] });
    });
    expect(quizzes).toEqual(['courses.0.quizzes.2.quizId: is there twice']);
  });

  it.each([
    [200, []],
    [201, ['courses.0.modules: holds more than 200 lessons']],
  ])('a course holds %i lessons: %j', (count, issues) => {
    const { modules } = lessonsOf(...Array.from({ length: count }, () => ({})));
    expect(issuesAfter(catalog => firstCourse(catalog, { modules }))).toEqual(issues);
  });

  it('all of it at once: unknown fields, wrong types and contradictions, in policies and courses', () => {
    const issues = issuesAfter(({ policies, courses }) => ({
      teacher: 'Ann',
      policies: policies.map((policy, index) =>
        index === 0
          ? { ...policy, rules: { ...policy.rules, staleSeconds: 60, breakSeconds: null, mood: 'good' } }
          : index === 1
            ? { ...policy, rules: { ...policy.rules, retentionYears: 'three' } }
            : policy,
      ),
      courses: courses.map((course, index) =>
        index === 0
          ? { ...course, price: '599', mood: 'good' }
          : index === 2
            ? { ...course, quizzes: [] }
            : course,
      ),
    }));
    expect(issues.map(issue => issue.split(':')[0])).toEqual([
      'teacher',
      'policies.0.rules.mood',
      'policies.0.rules.staleSeconds',
      'policies.0.rules.breakSeconds',
      'policies.1.rules.retentionYears',
      'courses.0.price',
      'courses.0.mood',
      'courses.2.quizzes',
    ]);
  });
});

describe('a policy may be named instead of written out', () => {
  const withPolicies = (...policies: object[]) => issuesOf({ policies, courses: [] });

  it('with what is the school’s own to decide', () => {
    const text = JSON.stringify({
      policies: [
        { preset: 'ohio-teen', version: 2, terms: { minimumPaidToOpen: 7_500, overpayment: 'refund' } },
      ],
      courses: [],
    });
    const read = readCatalog(text, presetFiles);
    const [preset] = sampleCatalog().policies;
    expect(read).toEqual({
      kind: 'catalog',
      catalog: {
        policies: [
          {
            ...preset,
            version: 2,
            terms: { ...preset?.terms, minimumPaidToOpen: 7_500, overpayment: 'refund' },
          },
        ],
        courses: [],
      },
    });
  });

  it('but not with other rules: those are another policy', () => {
    expect(
      withPolicies(
        { preset: 'ohio-teen', rules: {} },
        { preset: 'ohio-teen', terms: { completeWithin: null } },
      ),
    ).toEqual(['policies.0.rules: is not known here', 'policies.1.terms.completeWithin: is not known here']);
  });

  it('and must be there', () => {
    expect(withPolicies({ preset: '../../../secret' }, { preset: 7 })).toEqual([
      'policies.0.preset: is none of california-violator-school, generic, illinois-adult, ohio-teen, texas-driving-safety',
      expect.stringMatching(/^policies\.1\.preset: /),
    ]);
    expect(readCatalog('{"policies": [{"preset": "x"}], "courses": []}')).toMatchObject({
      issues: [{ path: 'policies.0.preset', message: 'is not known here' }],
    });
  });

  it.each(['{', '[]', '{"terms": 3}'])('and hold a policy: %s does not', content => {
    const read = readCatalog('{"policies": [{"preset": "x"}], "courses": []}', new Map([['x', content]]));
    expect(read).toMatchObject({
      issues: [{ path: 'policies.0.preset', message: 'is a file that holds no policy' }],
    });
  });

  it('a contradiction in it is told at the entry that names it', () => {
    const text = (presetFiles.get('generic') ?? '').replace('"staleSeconds": 600', '"staleSeconds": 10');
    const read = readCatalog('{"policies": [{"preset": "x"}], "courses": []}', new Map([['x', text]]));
    expect(read).toMatchObject({ issues: [{ path: 'policies.0.rules.staleSeconds' }] });
  });

  it('a policy that cannot be read is no reason to say that courses lack it', () => {
    const issues = issuesAfter(catalog => ({ ...catalog, policies: [{ preset: 'utah' }] }));
    expect(issues).toHaveLength(1);
  });
});

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
