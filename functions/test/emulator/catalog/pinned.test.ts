import { randomUUID } from 'node:crypto';
import { PolicyVersion } from '../../../src/catalog/schema.ts';
import { policyVersionDoc } from '../../../src/catalog/store.ts';
import { lanes, readDocument } from '../../../src/commit/index.ts';
import { pinsOf } from '../../../src/enrollments/pins.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someTerms } from '../../fixtures/course.ts';
import { someRules } from '../../fixtures/policy.ts';
import { enrolling, openCourse, policyIdOf } from '../enrollments/school.ts';
import { useOwnProject } from '../project.ts';

useOwnProject('pinned');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const newStudent = (): Id => Id.parse(`student-${randomUUID()}`);

const firstTerms = { minimumPaidToOpen: 10_000, completeWithin: null };
const secondTerms = { minimumPaidToOpen: 20_000, completeWithin: null };
const first = { capacity: 10, terms: firstTerms, rules: { requiredSeconds: 3_600 } };
const second = { capacity: 10, policyVersion: 2, terms: secondTerms, rules: { requiredSeconds: 7_200 } };

describe('a policy version is pinned when a student enrolls', () => {
  it('so publishing the next one changes nothing for those who are there', async () => {
    const courseId = await openCourse(first);
    const early = { userId: newStudent(), courseId };
    await enrolling({ uid: early.userId, courseId });
    const enrollment = await readDocument(enrollmentDoc(early));
    const policy = await readDocument(policyVersionDoc({ policyId: policyIdOf(courseId), version: 1 }));

    await openCourse({ courseId, ...second });
    const late = { userId: newStudent(), courseId };
    await enrolling({ uid: late.userId, courseId });

    expect(await readDocument(enrollmentDoc(early))).toEqual(enrollment);
    expect(await readDocument(policyVersionDoc({ policyId: policyIdOf(courseId), version: 1 }))).toEqual(
      policy,
    );
    expect(await readDocument(enrollmentDoc(early))).toMatchObject({
      policyVersion: 1,
      terms: someTerms(firstTerms),
    });
    expect(await readDocument(enrollmentDoc(late))).toMatchObject({
      policyVersion: 2,
      terms: someTerms(secondTerms),
    });
    expect((await pinsOf(early)).policy.rules).toEqual(someRules(first.rules));
    expect((await pinsOf(late)).policy.rules).toEqual(someRules(second.rules));
  });

  it('and a published version is refused if it is loaded with other rules', async () => {
    const courseId = await openCourse(first);
    await expect(openCourse({ courseId, ...second, policyVersion: 1 })).rejects.toThrow(
      'A version never changes once it is published. Add version 2 instead.',
    );
    const policy = await readDocument(policyVersionDoc({ policyId: policyIdOf(courseId), version: 1 }));
    expect(policy?.rules.requiredSeconds).toBe(3_600);
  });

  it('one that contradicts itself is never read as a policy, should somebody write it by hand', async () => {
    const courseId = await openCourse(first);
    const doc = policyVersionDoc({ policyId: policyIdOf(courseId), version: 1 });
    await firestore().doc(doc.path).update({ 'rules.staleSeconds': 10 });
    await expect(readDocument(doc)).rejects.toThrow('staleSeconds');
    expect(PolicyVersion.safeParse((await firestore().doc(doc.path).get()).data()).success).toBe(false);
  });
});
