import { readCatalog } from '../../../src/catalog/data-file.ts';
import type { Catalog } from '../../../src/catalog/file-schema.ts';
import { issuesAfter, lessonsOf } from './issues.ts';
import { sampleCatalog } from './sample.ts';

const firstCourse = (catalog: Catalog, changes: object): object => ({
  ...catalog,
  courses: catalog.courses.map((course, index) => (index === 0 ? { ...course, ...changes } : course)),
});

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
