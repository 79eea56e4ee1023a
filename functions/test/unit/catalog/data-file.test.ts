import { type Catalog, readCatalog } from '../../../src/catalog/data-file.ts';
import { sampleCatalog } from './sample.ts';

/** What is wrong with the sample after this change to it. */
function issuesAfter(change: (catalog: Catalog) => object): string[] {
  const read = readCatalog(JSON.stringify(change(sampleCatalog())));
  return read.kind === 'invalid' ? read.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}

const firstCourse = (catalog: Catalog, changes: object): object => ({
  ...catalog,
  courses: catalog.courses.map((course, index) => (index === 0 ? { ...course, ...changes } : course)),
});

describe('the sample catalog', () => {
  it('is valid: a teen course with a deposit, an adult course that returns overpayments, a free one', () => {
    const { courses, policies } = sampleCatalog();
    expect(courses.map(course => course.price)).toEqual([59_900, 4_950, 0]);
    expect(policies.map(policy => policy.terms.overpayment)).toEqual(['credit', 'refund', 'credit']);
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
    { teacher: 'unknown field' },
    { terms: {} },
  ])('for %j', changes => {
    const [issue] = issuesAfter(catalog => firstCourse(catalog, changes));
    expect(issue).toMatch(/^courses\.0/);
  });

  it('when a policy version, a module or a lesson is there twice', () => {
    const twice = issuesAfter(catalog => ({
      ...catalog,
      policies: [...catalog.policies, catalog.policies[0]],
    }));
    expect(twice).toEqual(['policies.3.version: is there twice']);
    const doubled = issuesAfter(catalog => {
      const [first] = catalog.courses[0]?.modules ?? [];
      return firstCourse(catalog, { modules: [first, first] });
    });
    expect(doubled).toContain('courses.0.modules.1.moduleId: is there twice');
    expect(doubled).toContain('courses.0.modules.1.lessons.0.lessonId: is there twice');
  });

  it.each([
    [200, []],
    [201, ['courses.0.modules: holds more than 200 lessons']],
  ])('a course holds %i lessons: %j', (count, issues) => {
    const lessons = Array.from({ length: count }, (_, index) => ({
      lessonId: `lesson-${index}`,
      title: 'A lesson',
      minimumSeconds: 60,
    }));
    const modules = [{ moduleId: 'm', title: 'A module', lessons }];
    expect(issuesAfter(catalog => firstCourse(catalog, { modules }))).toEqual(issues);
  });
});
