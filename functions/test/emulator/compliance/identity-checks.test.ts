import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ChallengeRules } from '../../../src/catalog/policy-rules.ts';
import { lanes } from '../../../src/commit/index.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { answerChallenge } from '../../../src/verification/answer-challenge.ts';
import { registerVerificationAnswers } from '../../../src/verification/register-verification-answers.ts';
import { call, refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  beating,
  costOf,
  ending,
  enrollmentOf,
  expectSound,
  sessionOf,
  starting,
  studentIn,
  TestClock,
} from './studying.ts';

const projectId = useOwnProject('identity-checks');

const clock = new TestClock().use();

beforeEach(() => clock.set('2026-03-02T15:00:00Z'));
afterAll(() => lanes().close());

const challenges: ChallengeRules = {
  everySeconds: 100,
  jitterSeconds: 0,
  windowSeconds: 60,
  bank: ['first-pet', 'first-job'].map(id => Id.parse(id)),
  answersToRegister: 2,
  onFailure: { strategy: 'consecutive', wrongInARow: 2 },
  lockSeconds: 3_600,
};

const answers: Readonly<Record<string, string>> = { 'first-pet': 'Rex', 'first-job': 'The bakery' };

const registering = ({ userId, courseId }: EnrollmentKey) =>
  call(registerVerificationAnswers, {
    uid: userId,
    data: { courseId, answers, requestId: randomUUID() },
  });

const answering = ({ userId, courseId }: EnrollmentKey, challengeId: string, answer: string) =>
  call(answerChallenge, { uid: userId, data: { courseId, challengeId, answer, requestId: randomUUID() } });

describe('an identity check', () => {
  it('has to be possible before a session starts', async () => {
    const key = await studentIn({ rules: { challenges } });
    expect(await refusalOf(starting(key))).toBe('failed-precondition IDENTITY_NOT_REGISTERED');
    await registering(key);
    await starting(key);
    expect((await enrollmentOf(key)).identity.nextChallengeAtSeconds).toBe(100);
  });

  it('comes with the heartbeat at which it is due, for two writes more, and stops the clock until it is answered', async () => {
    const key = await studentIn({ rules: { challenges } });
    await registering(key);
    const { sessionId } = await starting(key);
    clock.advance(60);
    expect((await beating(key, { sessionId, sequence: 1 })).challenge).toBeUndefined();
    clock.advance(60);
    let [challengeId, answer] = ['', ''];
    const cost = await costOf('heartbeat', async () => {
      const { challenge, creditedSeconds } = await beating(key, { sessionId, sequence: 2 });
      expect(creditedSeconds).toBe(120);
      expect(challenge).toMatchObject({ prompt: expect.any(String), expiresAt: '2026-03-02T15:03:00.000Z' });
      challengeId = challenge?.challengeId ?? '';
      answer = answers[challenge?.questionId ?? ''] ?? '';
    });
    expect(cost).toEqual({ reads: 3, writes: 5 });
    clock.advance(20);
    const meanwhile = await beating(key, { sessionId, sequence: 3 });
    expect(meanwhile).toMatchObject({ creditedSeconds: 120, challenge: { challengeId } });
    clock.advance(20);
    await answering(key, challengeId, answer);
    clock.advance(20);
    const afterwards = await beating(key, { sessionId, sequence: 4 });
    expect(afterwards.challenge).toBeUndefined();
    expect(afterwards.creditedSeconds).toBe(140);
    expect(await sessionOf(key, sessionId)).toMatchObject({ noticedChallengeId: challengeId });
    await expectSound(key);
  });

  it('that meets with silence is settled by the next heartbeat; the second one locks the course and ends the session', async () => {
    const key = await studentIn({ rules: { challenges } });
    await registering(key);
    const { sessionId } = await starting(key);
    const beats = async (sequences: readonly number[]) => {
      const told = [];
      for (const sequence of sequences) {
        clock.advance(60);
        told.push(await beating(key, { sessionId, sequence }));
      }
      return told.at(-1);
    };
    expect(await beats([1, 2])).toMatchObject({ creditedSeconds: 120, state: 'ACTIVE' });
    // Issued at 120; nobody answers; the beat at 240 settles it and the time starts again.
    expect(await beats([3, 4])).toMatchObject({ creditedSeconds: 120, state: 'ACTIVE' });
    expect(await beats([5, 6])).toMatchObject({
      creditedSeconds: 240,
      challenge: { expiresAt: expect.any(String) },
    });
    expect(await beats([7, 8])).toMatchObject({ creditedSeconds: 240, state: 'CLOSED' });
    expect(await sessionOf(key, sessionId)).toMatchObject({ endReason: 'locked' });
    expect(await enrollmentOf(key)).toMatchObject({ accessStatus: 'SUSPENDED', creditedSeconds: 240 });
    expect(await refusalOf(starting(key))).toBe('failed-precondition IDENTITY_LOCKED');
    await expectSound(key);
    clock.advance(3_600);
    await starting(key);
    expect(await enrollmentOf(key)).toMatchObject({ accessStatus: 'ACTIVE', identity: { lock: null } });
    await expectSound(key);
  });
});

describe('scripts/verify-evidence', () => {
  const root = path.resolve(import.meta.dirname, '../../../..');

  /** Runs the script as an operator does. */
  function verifying(...args: readonly string[]): Promise<{ code: number | null; out: string }> {
    const script = path.join(root, 'scripts/verify-evidence.ts');
    const child = spawn(process.execPath, [script, '--project', projectId, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.on('data', chunk => {
      out += String(chunk);
    });
    return new Promise(resolve => child.once('close', code => resolve({ code, out })));
  }

  it('is content with what the functions wrote, and names an event that was changed', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 1 });
    await ending(key, { sessionId });
    const whole = await verifying();
    expect(whole.out).toContain('all whole');
    expect(whole.code).toBe(0);
    const events = `users/${key.userId}/courses/${key.courseId}/sessions/${sessionId}/events`;
    await firestore().doc(`${events}/00000001`).update({ creditedSeconds: 3_600 });
    const tampered = await verifying('--user', key.userId);
    expect(tampered.out).toContain('event 00000001 (position 2) was changed');
    expect(tampered.code).toBe(1);
    await firestore().doc(`${events}/00000001`).delete();
    const { code, out } = await verifying('--session', sessionId, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({
      events: 2,
      findings: [{ kind: 'missing', position: 2, to: 2 }],
    });
    expect((await verifying('--user', 'a/b')).code).toBe(2);
  }, 60_000);
});
