import { randomUUID } from 'node:crypto';
import { lanes, readDocument } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { verificationProfileDoc } from '../../../src/verification/store.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  answering,
  asked,
  costOf,
  learner,
  newAdmin,
  registeredAnswers,
  registering,
  resetting,
} from './checks.ts';

useOwnProject('registering');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const others = { 'first-pet': 'Max', 'first-school': 'Oak Lane' };

describe('registerVerificationAnswers', () => {
  it('keeps salted hashes and no answer', async () => {
    const key = await learner();
    expect(await registering(key)).toEqual({ registered: 2, replayed: false });
    const profile = await readDocument(verificationProfileDoc(key.userId));
    expect(Object.keys(profile?.answers ?? {}).sort()).toEqual(['first-pet', 'first-school']);
    const salts = Object.values(profile?.answers ?? {}).map(({ salt }) => salt);
    expect(new Set(salts).size).toBe(2);
    expect(JSON.stringify(profile)).not.toMatch(/rex|elm/i);
  });

  it('the same answers sent again under one id are answered as before, though every salt is new', async () => {
    const key = await learner();
    const requestId = randomUUID();
    const tries = await Promise.all([registering(key, { requestId }), registering(key, { requestId })]);
    expect(tries.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    const again = { requestId, answers: { ...registeredAnswers, 'first-pet': 'REX THE THIRD' } };
    expect(await registering(key, again)).toEqual({ registered: 2, replayed: true });
    expect(await readDocument(verificationProfileDoc(key.userId))).toMatchObject({ revision: 1 });
    expect(await refusalOf(registering(key, { requestId, answers: others }))).toBe(
      'already-exists REQUEST_ID_REUSED',
    );
  });

  it('may be changed until the first check, whatever the course', async () => {
    const key = await learner();
    const second = await learner({ userId: key.userId });
    await registering(key);
    expect(await registering(second, { answers: others })).toMatchObject({ registered: 2 });
    const challengeId = await asked(key);
    expect(await refusalOf(registering(second))).toBe('failed-precondition CHALLENGE_OPEN');
    expect(await answering(key, challengeId, { answer: 'max' })).toMatchObject({ outcome: 'CORRECT' });
    for (const course of [key, second])
      expect(await refusalOf(registering(course))).toBe('failed-precondition ANSWERS_REGISTERED');
    expect(await readDocument(verificationProfileDoc(key.userId))).toMatchObject({ revision: 2 });
  });

  it('is for who is enrolled in a course that asks', async () => {
    const [key, other] = [await learner(), await learner({ rules: null })];
    const stranger = { userId: key.userId, courseId: other.courseId };
    expect(await refusalOf(registering(stranger))).toBe('not-found ENROLLMENT_NOT_FOUND');
    expect(await refusalOf(registering(other))).toBe('failed-precondition VERIFICATION_NOT_ASKED');
    expect(await refusalOf(registering(key, { answers: { 'first-pet': 'Rex' } }))).toBe(
      'invalid-argument TOO_FEW_ANSWERS',
    );
  });

  it('writes 2 and reads no more than the profile and the enrollments', async () => {
    const key = await learner();
    const request = { requestId: randomUUID() };
    const cost = () => costOf('registerVerificationAnswers', () => registering(key, request));
    expect(await cost()).toEqual({ reads: 2, writes: 2 });
    expect((await cost()).writes ?? 0).toBe(0);
  });
});

describe('resetVerificationAnswers', () => {
  it('lets the student register anew after checks; a reason and who did it stay', async () => {
    const [key, admin] = [await learner({ identity: { lastQuestionId: null } }), await newAdmin()];
    await registering(key);
    await answering(key, await asked(key));
    const requestId = randomUUID();
    const cost = await costOf('resetVerificationAnswers', () => resetting(admin, key, { requestId }));
    expect(cost).toEqual({ reads: 4, writes: 6 });
    expect(await resetting(admin, key, { requestId })).toEqual({ registered: 0, replayed: true });
    expect(await registering(key, { answers: others })).toMatchObject({ registered: 2 });
    const action = await firestore()
      .doc(`users/${key.userId}/courses/${key.courseId}/staffActions/${requestId}`)
      .get();
    expect(action.data()).toMatchObject({
      kind: 'resetVerificationAnswers',
      by: admin,
      reason: 'forgot them',
    });
  });

  it('is for admins, and waits for an open check', async () => {
    const [key, admin] = [await learner(), await newAdmin()];
    await registering(key);
    expect(await refusalOf(resetting(key.userId, key))).toBe('permission-denied ROLE_REQUIRED');
    await asked(key);
    expect(await refusalOf(resetting(admin, key))).toBe('failed-precondition CHALLENGE_OPEN');
  });
});
