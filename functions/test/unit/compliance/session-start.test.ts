import { type StartFacts, startSession } from '../../../src/compliance/session-start.ts';
import { newStudyDay } from '../../../src/compliance/study-days.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someCourse } from '../../fixtures/course.ts';
import {
  someChallengeRules,
  someIdentity,
  someLearner,
  someQuestions,
} from '../../fixtures/identity-checks.ts';
import { someRules } from '../../fixtures/policy.ts';

const now = new Date('2026-03-10T16:00:00Z');
const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const signs = Id.parse('signs');
const speed = Id.parse('speed');
const course = someCourse({ lessonIds: [signs, speed] });
const lesson = {
  lessonId: signs,
  title: 'Signs',
  minimumSeconds: 0,
  maximumSeconds: 700,
  words: 0,
  videoSeconds: 0,
  content: null,
};
const hashed = {
  algorithm: 'scrypt' as const,
  cost: 16,
  blockSize: 8,
  parallelization: 1,
  salt: 'salt',
  hash: 'hash',
};
const answersTo = (count: number) => ({
  answers: Object.fromEntries(someQuestions.slice(0, count).map(id => [id, hashed])),
  registeredAt: now,
  revision: 1,
});
const studied = (creditedSeconds: number) => {
  const day = { ...newStudyDay({ dayKey: '2026-03-10', now, retentionYears: 3 }), creditedSeconds };
  return new Map([[day.dayKey, day]]);
};

const facts = (changes: Partial<StartFacts> = {}): StartFacts => ({
  wish: { sessionId: Id.parse('session-2'), device: 'a browser', beaconSecret: 'secret', jitterUnit: 0 },
  enrollment: someLearner(),
  last: null,
  rules: someRules(),
  course,
  entry: undefined,
  profile: undefined,
  days: studied(0),
  now,
  ...changes,
});

function started(changes: Partial<StartFacts> = {}) {
  const result = startSession(facts(changes));
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

const checked = someRules({ challenges: someChallengeRules() });
const openCheck = {
  challengeId: Id.parse('check-1'),
  sessionId: Id.parse('session-1'),
  questionId: Id.parse('first-pet'),
  issuedAt: after(-70),
  expiresAt: after(-10),
};

describe('no session starts', () => {
  it.each<[string, Partial<StartFacts>, string]>([
    ['for somebody who is not enrolled', { enrollment: undefined }, 'ENROLLMENT_NOT_FOUND'],
    ['in a course that is gone', { course: undefined }, 'COURSE_NOT_FOUND'],
    [
      'before the silence at an identity check is settled',
      { enrollment: someLearner({ identity: { openChallenge: openCheck } }) },
      'STALE_READ',
    ],
    [
      'once the certificate is issued',
      { enrollment: someLearner({ enrollmentStatus: 'CERTIFIED' }) },
      'ACCESS_LOCKED',
    ],
    ['while access is locked', { enrollment: someLearner({ accessStatus: 'LOCKED' }) }, 'ACCESS_LOCKED'],
    [
      'with fewer personal answers than the policy wants',
      { rules: checked, profile: answersTo(1) },
      'IDENTITY_NOT_REGISTERED',
    ],
    ['without personal answers where checks are held', { rules: checked }, 'IDENTITY_NOT_REGISTERED'],
    ['with the day’s hours used up', { days: studied(14_400) }, 'DAILY_LIMIT'],
    [
      'in a lesson whose lesson before is not done',
      { entry: { lessonId: speed, course, lesson: { ...lesson, lessonId: speed }, progress: undefined } },
      'LESSON_LOCKED',
    ],
  ])('%s', (_, changes, reason) => {
    expect(startSession(facts(changes))).toMatchObject({ kind: 'refused', reason });
  });

  it('and one starts with a single second left of the day', () => {
    expect(started({ days: studied(14_399) })).toMatchObject({ kind: 'started', remainingTodaySeconds: 1 });
  });
});

describe('a session that starts', () => {
  it('begins active, at zero, in its lesson, and takes the student’s one place', () => {
    const { session, event, activeSession } = started({
      entry: { lessonId: signs, course, lesson, progress: undefined },
    });
    expect(session).toMatchObject({
      state: 'ACTIVE',
      lessonId: signs,
      lessonLeftSeconds: 700,
      lessonIds: [signs, speed],
      lastSequence: 0,
      creditedSeconds: 0,
      checkQuestionIds: [],
      noticedChallengeId: null,
      staleAt: after(600),
      countedUntil: now,
      eventCount: 1,
      retainUntil: new Date('2029-03-10T16:00:00Z'),
    });
    expect(event).toMatchObject({ eventId: 'started', kind: 'started', at: now, position: 1 });
    expect(activeSession).toEqual({
      sessionId: 'session-2',
      courseId: course.courseId,
      startedAt: now,
      beaconSecret: 'secret',
      last: null,
    });
  });

  it('may begin outside any lesson, and tells of no limit where there is none', () => {
    const { session, remainingTodaySeconds } = started({
      rules: someRules({ dailyLimit: { mode: 'none' } }),
    });
    expect(session).toMatchObject({ lessonId: null, lessonLeftSeconds: null });
    expect(remainingTodaySeconds).toBeNull();
  });

  it('pins the questions the student has answers to, and knows the check settled before it', () => {
    const lastChallenge = {
      challengeId: Id.parse('check-0'),
      outcome: 'CORRECT' as const,
      settledAt: after(-600),
    };
    const { session } = started({
      rules: checked,
      profile: answersTo(2),
      enrollment: someLearner({ identity: { lastChallenge } }),
    });
    expect(session).toMatchObject({
      checkQuestionIds: ['first-pet', 'first-school'],
      noticedChallengeId: 'check-0',
    });
  });

  it.each([
    ['the first session sets the first check', checked, null, 3_000],
    ['a later one leaves the check where it was', checked, 9_000, 9_000],
    ['a policy without checks sets none', someRules(), null, null],
  ])('%s', (_, rules, before, next) => {
    const identity = someIdentity({ nextChallengeAtSeconds: before });
    const { enrollment } = started({ rules, profile: answersTo(3), enrollment: someLearner({ identity }) });
    expect(enrollment.identity).toEqual({ ...identity, nextChallengeAtSeconds: next });
  });

  it.each([
    ['a clock behind the last session’s end counts nothing twice', 30, 30],
    ['a clock beyond it counts from now', -30, 0],
  ])('%s', (_, lastCounted, from) => {
    const last = {
      countedUntil: after(lastCounted),
      endedAt: after(lastCounted),
      studiedSinceBreakSeconds: 0,
      breakEndsAt: null,
    };
    expect(started({ last }).session.countedUntil).toEqual(after(from));
  });
});

describe('a break owed from the session before', () => {
  const resting = someRules({ breakEverySeconds: 1_000, breakSeconds: 300 });
  const left = (changes: Partial<NonNullable<StartFacts['last']>>) => ({
    countedUntil: after(-100),
    endedAt: after(-100),
    studiedSinceBreakSeconds: 999,
    breakEndsAt: null,
    ...changes,
  });
  const rested = { state: 'ACTIVE', studiedSinceBreakSeconds: 0, breakEndsAt: null };

  it.each([
    [
      'goes on until its end',
      resting,
      left({ breakEndsAt: after(1) }),
      {
        state: 'ON_BREAK',
        studiedSinceBreakSeconds: 999,
        breakEndsAt: after(1),
      },
    ],
    ['is over at its end', resting, left({ breakEndsAt: now }), rested],
    [
      'study just short of it is carried on',
      resting,
      left({}),
      { state: 'ACTIVE', studiedSinceBreakSeconds: 999, breakEndsAt: null },
    ],
    [
      'is due from the last session’s end once study was enough',
      resting,
      left({ studiedSinceBreakSeconds: 1_000 }),
      {
        state: 'ON_BREAK',
        studiedSinceBreakSeconds: 1_000,
        breakEndsAt: after(200),
      },
    ],
    ['having stayed away as long pays it off', resting, left({ endedAt: after(-300) }), rested],
    ['a second less does not', resting, left({ endedAt: after(-299) }), { studiedSinceBreakSeconds: 999 }],
    [
      'is owed by nobody where the policy knows no breaks',
      someRules(),
      left({ breakEndsAt: after(50) }),
      rested,
    ],
    ['is owed by nobody who never studied', resting, null, rested],
  ])('%s', (_, rules, last, expected) => {
    expect(started({ rules, last }).session).toMatchObject(expected);
  });
});
