import './environment.ts';
import { randomUUID } from 'node:crypto';
import { issueCertificate, issueCommand } from '../../../src/certificates/issue-certificate.ts';
import { profileDoc } from '../../../src/certificates/profile.ts';
import { parseSerial } from '../../../src/certificates/serial.ts';
import { Lanes, lanes, readDocument } from '../../../src/commit/index.ts';
import { pinsOf } from '../../../src/enrollments/pins.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { RefusalError } from '../../../src/platform/refusal.ts';
import { quizRecordDoc } from '../../../src/quizzes/store.ts';
import { finalExam, passedExam } from '../../fixtures/achievement.ts';
import { call, refusalOf } from '../call.ts';
import { certificateOf, certificatesIn, issuing, serialsOf } from './certifying.ts';
import { costOf, graduate, setEnrollment } from './graduate.ts';

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const notReady = 'failed-precondition CERTIFICATE_NOT_READY';

describe('issueCertificate', () => {
  it('certifies who has studied, paid and passed', async () => {
    const key = await graduate();
    const { certificateId, serial, replayed } = await issuing(key);
    expect(replayed).toBe(false);
    expect(parseSerial(serial)).toBe(serial);
    expect(serial).toMatch(/^SB-/);
    expect(await certificateOf(certificateId)).toMatchObject({
      ...key,
      serial,
      state: 'ISSUED',
      studentName: 'Ana Berg',
      schoolName: 'Northside Driving School',
      courseTitle: 'A course',
      creditedSeconds: 14_400,
    });
    const enrollment = await readDocument(enrollmentDoc(key));
    expect(enrollment).toMatchObject({ enrollmentStatus: 'CERTIFIED', accessStatus: 'ACTIVE' });
    expect(enrollment?.certifiedAt).toBeInstanceOf(Date);
  });

  it('20 requests at once give one certificate, and all get it', async () => {
    const key = await graduate();
    const answers = await Promise.all(Array.from({ length: 20 }, () => issuing(key)));
    expect(new Set(answers.map(({ serial }) => serial)).size).toBe(1);
    const certificates = await certificatesIn(key);
    expect(certificates).toHaveLength(1);
    expect(await serialsOf(certificates)).toEqual([answers[0]?.serial]);
  });

  it('so do 20 requests to four processes', async () => {
    const key = await graduate();
    const pins = await pinsOf(key);
    const processes = Array.from({ length: 4 }, () => new Lanes());
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const group = String.fromCharCode(65 + index)
          .replace('I', 'X')
          .replace('O', 'Y');
        const command = issueCommand({
          ...{ key, pins, latest: undefined, schoolName: 'A school' },
          requestId: Id.parse(randomUUID()),
          serial: Id.parse(`SB-0000-0000-0000-000${group}-0`),
        });
        return processes[index % 4]?.submit(command);
      }),
    );
    await Promise.all(processes.map(each => each.close()));
    expect(new Set(answers.map(answer => answer?.outcome.serial)).size).toBe(1);
    const certificates = await certificatesIn(key);
    expect(certificates).toHaveLength(1);
    expect(await serialsOf(certificates)).toHaveLength(1);
  });

  it('the same request again gets the same answer, also when the balance has changed since', async () => {
    const key = await graduate();
    const requestId = randomUUID();
    const first = await issuing(key, requestId);
    await setEnrollment(key, { amountDue: 100, paymentStatus: 'PARTIAL' });
    expect(await issuing(key, requestId)).toEqual({ ...first, replayed: true });
    expect(await issuing(key)).toEqual(first);
    const other = await graduate({ uid: key.userId });
    expect(await refusalOf(issuing(other, requestId))).toBe('already-exists REQUEST_ID_REUSED');
  });

  it('a lock whose time is over is lifted by the certificate; one that lasts keeps it back', async () => {
    const key = await graduate();
    const identity = (await readDocument(enrollmentDoc(key)))?.identity;
    if (identity === undefined) throw new Error('enrolled a moment ago');
    const lockUntil = (until: Date) =>
      setEnrollment(key, {
        accessStatus: 'SUSPENDED',
        identity: { ...identity, lock: { cause: 'failedChecks', lockedAt: new Date(0), until } },
      });
    await lockUntil(new Date(Date.now() + 3_600_000));
    expect(await refusalOf(issuing(key))).toBe(notReady);
    await lockUntil(new Date(Date.now() - 3_600_000));
    await issuing(key);
    expect(await readDocument(enrollmentDoc(key))).toMatchObject({
      enrollmentStatus: 'CERTIFIED',
      accessStatus: 'ACTIVE',
      identity: { lock: null },
    });
  });

  it('what is missing is told all at once, with a sentence each, and nothing is written', async () => {
    const key = await graduate({ displayName: '\u202e' });
    await setEnrollment(key, { amountDue: 100, creditedSeconds: 60 });
    const cost = await costOf('issueCertificate', async () => {
      const calling = call(issueCertificate, {
        uid: key.userId,
        data: { courseId: key.courseId, requestId: randomUUID() },
      });
      await expect(calling).rejects.toMatchObject({
        code: 'failed-precondition',
        details: {
          reason: 'CERTIFICATE_NOT_READY',
          retryable: false,
          fields: [
            { path: 'enrollment.creditedSeconds' },
            { path: 'enrollment.paymentStatus' },
            { path: 'profile.displayName' },
          ],
        },
      });
    });
    expect(cost.writes ?? 0).toBe(0);
    expect(await certificatesIn(key)).toEqual([]);
  });

  it('who never enrolled gets none', async () => {
    const { courseId } = await graduate();
    const stranger = { userId: Id.parse('a-stranger'), courseId };
    expect(await refusalOf(issuing(stranger))).toBe('not-found ENROLLMENT_NOT_FOUND');
  });

  it('a name that was never given is asked for; what hides in one is not printed', async () => {
    const key = await graduate();
    await firestore().doc(profileDoc(key.userId).path).delete();
    expect(await refusalOf(issuing(key))).toBe(notReady);
    await firestore().doc(profileDoc(key.userId).path).set({ displayName: ' Ana\u202e  \u0000Berg ' });
    const { certificateId } = await issuing(key);
    expect(await certificateOf(certificateId)).toMatchObject({ studentName: 'Ana Berg' });
  });
});

describe('every gate is read in the very commit', () => {
  /** Straight to the lane, as a request that passed the first look a moment ago. */
  async function committing(change: (key: Awaited<ReturnType<typeof graduate>>) => Promise<unknown>) {
    const key = await graduate();
    const pins = await pinsOf(key);
    await change(key);
    const requestId = Id.parse(randomUUID());
    const serial = Id.parse(`SB-${requestId.slice(0, 20)}`);
    try {
      await lanes().submit(
        issueCommand({ key, pins, requestId, serial, latest: undefined, schoolName: 'A' }),
      );
      return [];
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      return error.refusal.fields.map(({ path }) => path);
    }
  }

  it('all open: issued', async () => {
    expect(await committing(async () => undefined)).toEqual([]);
  });

  it('an exam that was voided a moment ago', async () => {
    const path = await committing(key =>
      firestore()
        .doc(quizRecordDoc({ ...key, quizId: finalExam }).path)
        .set(passedExam({ passed: false })),
    );
    expect(path).toEqual(['exams.final-exam']);
  });

  it('a dispute, hours taken back, a name deleted', async () => {
    const paths = await committing(async key => {
      await setEnrollment(key, {
        paymentStatus: 'DISPUTED',
        accessStatus: 'SUSPENDED',
        amountDisputed: 100,
        adjustedSeconds: -1,
      });
      await firestore().doc(profileDoc(key.userId).path).delete();
    });
    expect(paths).toEqual([
      'enrollment.creditedSeconds',
      'enrollment.accessStatus',
      'enrollment.paymentStatus',
      'profile.displayName',
    ]);
  });

  it('a lesson that the school added', async () => {
    const paths = await committing(({ courseId }) =>
      firestore()
        .doc(`courses/${courseId}`)
        .update({ modules: [{ moduleId: 'start', title: 'Start', lessonIds: ['signs', 'new'] }] }),
    );
    expect(paths).toEqual(['enrollment.completedLessonIds']);
  });
});

describe('what it costs in documents', () => {
  it('issuing reads 5 and writes 6 and one of each for each exam; a replay reads 3, a second request reads 1 and notes it', async () => {
    const key = await graduate();
    const requestId = randomUUID();
    expect(await costOf('issueCertificate', () => issuing(key, requestId))).toEqual({ reads: 6, writes: 7 });
    expect(await costOf('issueCertificate', () => issuing(key, requestId))).toEqual({ reads: 3, writes: 0 });
    expect(await costOf('issueCertificate', () => issuing(key))).toEqual({ reads: 1, writes: 1 });
  });
});
