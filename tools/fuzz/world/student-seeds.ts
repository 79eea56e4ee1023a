import { accessGrantDoc } from '../../../functions/src/audit/store.ts';
import { certificateDoc, certificateSerialDoc } from '../../../functions/src/certificates/store.ts';
import { activeSessionDoc, sessionDoc } from '../../../functions/src/compliance/store.ts';
import { profileDoc } from '../../../functions/src/people/store.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { quizAttemptDoc, quizRecordDoc } from '../../../functions/src/quizzes/store.ts';
import { authorizationDoc, reservationDoc } from '../../../functions/src/units/store.ts';
import { challengeDoc, verificationProfileDoc } from '../../../functions/src/verification/store.ts';
import { passedExam, someCertificate } from '../../../functions/test/fixtures/achievement.ts';
import { someAttempt, someRecord } from '../../../functions/test/fixtures/attempt.ts';
import { someAuthorization, someReservation } from '../../../functions/test/fixtures/authorization.ts';
import { someChallenge } from '../../../functions/test/fixtures/identity-checks.ts';
import { openSession } from '../../../functions/test/fixtures/open-session.ts';
import { courses, finalExam, lessons } from './catalog.ts';
import { enrollmentSeeds, registrationOf } from './enrollments.ts';
import { moneySeeds } from './money-seeds.ts';
import { type Seed, seed } from './seed.ts';
import { people } from './staff.ts';
import type { Student } from './student.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);
const keyIn = ({ uid }: Student, courseId: Id) => ({ userId: uid, courseId });

function profileSeeds({ uid, canary }: Student): Seed[] {
  const hashed = {
    algorithm: 'scrypt' as const,
    cost: 16,
    blockSize: 8,
    parallelization: 1,
    salt: `salt-${canary}`,
    hash: `hash-${canary}`,
  };
  const answers = { 'first-pet': hashed, 'first-school': hashed };
  return [
    seed(profileDoc(uid), {
      displayName: `Ana ${canary}`,
      phone: canary,
      locale: 'en',
      address: { city: canary },
    }),
    seed(verificationProfileDoc(uid), { answers, registeredAt: inHours(-700), revision: 1 }),
  ];
}

function studySeeds(student: Student): Seed[] {
  const { uid, canary, sessionId, beaconHash, beaconSecret } = student;
  const startedAt = new Date(Date.now() - 120_000);
  const heardAt = new Date(Date.now() - 5_000);
  const session = openSession({
    sessionId,
    ...keyIn(student, courses.toStudy),
    startedAt,
    lastAcceptedAt: heardAt,
    countedUntil: heardAt,
    lastEngagedAt: heardAt,
    lastSequence: 0,
    creditedSeconds: 90,
    pendingLessonSeconds: { [lessons.next]: 90 },
    lessonId: lessons.next,
    lessonIds: Object.values(lessons),
    // Long enough for the longest run of this command.
    staleAt: inHours(24),
    beaconTokenHash: beaconHash,
    device: canary,
  });
  const rules = { ...session.rules, staleSeconds: 86_400, maximumGapSeconds: 120 };
  const active = { sessionId, courseId: courses.toStudy, startedAt, beaconSecret, last: null };
  return [
    seed(sessionDoc({ ...keyIn(student, courses.toStudy), sessionId }), { ...session, rules }),
    seed(activeSessionDoc(uid), active),
  ];
}

function checkSeeds(student: Student): { seeds: Seed[]; openChallenge: OpenChallenge } {
  const { challengeId, settledChallengeId, sessionId } = student;
  const key = keyIn(student, courses.toCheck);
  const asked = { sessionId, issuedAt: inHours(-0.01), expiresAt: inHours(24) };
  const open = someChallenge({ challengeId, ...asked, prompt: `Which pet, ${student.canary}?` });
  const settled = someChallenge({
    challengeId: settledChallengeId,
    ...asked,
    issuedAt: inHours(-3),
    expiresAt: inHours(-2.9),
    state: 'INCORRECT',
    settledAt: inHours(-2.95),
    position: 1,
  });
  const { questionId, issuedAt, expiresAt } = open;
  return {
    seeds: [
      seed(challengeDoc({ ...key, challengeId }), open),
      seed(challengeDoc({ ...key, challengeId: settledChallengeId }), settled),
    ],
    openChallenge: { challengeId, sessionId, questionId, issuedAt, expiresAt },
  };
}

type OpenChallenge = NonNullable<Parameters<typeof enrollmentSeeds>[0]['openChallenge']>;

function examSeeds(student: Student): Seed[] {
  const { attemptId, canary } = student;
  const place = { ...keyIn(student, courses.toTest), quizId: finalExam };
  const deadline = inHours(24);
  const attempt = someAttempt({
    attemptId,
    courseId: courses.toTest,
    startedAt: inHours(-0.1),
    deadline,
    answers: [{ questionId: Id.parse('text-1'), kind: 'shortText', text: canary }],
    savedSequence: 1,
    savedAt: inHours(-0.05),
  });
  const passed = { ...keyIn(student, courses.done), quizId: finalExam };
  const certified = { ...keyIn(student, courses.certified), quizId: finalExam };
  return [
    seed(quizAttemptDoc({ ...place, attemptId }), attempt),
    seed(quizRecordDoc(place), someRecord({ openAttemptId: attemptId, openDeadline: deadline })),
    seed(quizRecordDoc(passed), passedExam()),
    seed(quizRecordDoc(certified), passedExam()),
  ];
}

function certificateSeeds(student: Student): Seed[] {
  const { uid, certificateId, serial, canary } = student;
  return [
    seed(
      certificateDoc(certificateId),
      someCertificate({
        certificateId,
        serial,
        ...keyIn(student, courses.certified),
        registrationId: registrationOf({ uid, state: 'certified' }),
        studentName: `Ana ${canary}`,
      }),
    ),
    seed(certificateSerialDoc(serial), { certificateId }),
    seed(accessGrantDoc(student.grantId), {
      grantId: student.grantId,
      uid: people.grantedAuditor,
      ...keyIn(student, courses.certified),
      reason: 'yearly audit of the school',
      grantedAt: inHours(-0.1),
      expiresAt: inHours(24),
      endedAt: null,
      reads: 0,
      lastReadAt: null,
    }),
  ];
}

function drivingSeeds(student: Student): Seed[] {
  const { uid, authorizationId, reservationId } = student;
  const parties = {
    authorizationId,
    studentId: uid,
    instructorId: people.assignedInstructor,
    courseId: courses.toStudy,
  };
  const startsAt = inHours(30);
  return [
    seed(
      authorizationDoc(authorizationId),
      someAuthorization({
        ...parties,
        reservedUnits: 2,
        validFrom: inHours(-100),
        validTo: inHours(2_000),
        unitsByDay: { [startsAt.toISOString().slice(0, 10)]: 2 },
      }),
    ),
    seed(
      reservationDoc({ authorizationId, reservationId }),
      someReservation({ ...parties, reservationId, startsAt, endsAt: inHours(32), isScheduled: false }),
    ),
  ];
}

/** All documents of one student, with an identity check that waits for its answer. */
export const studentSeeds = (student: Student): Seed[] => allSeeds({ student, isAsked: true });

/** The same, with no check waiting: as answers are registered and reset. */
export const unaskedSeeds = (student: Student): Seed[] => allSeeds({ student, isAsked: false });

function allSeeds({ student, isAsked }: { student: Student; isAsked: boolean }): Seed[] {
  const { uid, paymentId } = student;
  const checks = checkSeeds(student);
  const enrollment = (state: keyof typeof courses) =>
    enrollmentSeeds({
      uid,
      state,
      openChallenge: isAsked && state === 'toCheck' ? checks.openChallenge : null,
      paymentId: state === 'toStudy' ? paymentId : Id.parse(`pi_${state}_${uid}`),
    });
  const states = ['toPay', 'toStudy', 'toCheck', 'locked', 'toTest', 'done', 'certified'] as const;
  return [
    ...profileSeeds(student),
    ...states.flatMap(enrollment),
    ...moneySeeds(student),
    ...studySeeds(student),
    ...checks.seeds.filter(({ path }) => isAsked || !path.endsWith(student.challengeId)),
    ...examSeeds(student),
    ...certificateSeeds(student),
    ...drivingSeeds(student),
  ];
}

/** Somebody who signed up and never enrolled: the only kind of account that can be deleted at once. */
export const visitorSeeds = (student: Student): Seed[] => profileSeeds(student);
