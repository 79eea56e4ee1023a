import type { Lesson } from '../../../src/catalog/schema.ts';
import { newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import { nothingLearnt } from '../../../src/enrollments/learning.ts';
import { linkHash } from '../../../src/evidence/chain.ts';
import { Id } from '../../../src/platform/ids.ts';
import {
  type CompletionFacts,
  completeLesson,
  lessonEventId,
} from '../../../src/progress/lesson-completion.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';
import { openSession } from '../../fixtures/open-session.ts';
import { someRules } from '../../fixtures/policy.ts';

const lessonId = Id.parse('signs');
const now = new Date('2026-03-02T15:05:00Z');
const earlier = new Date('2026-03-02T15:01:00Z');

const lesson = (changes: Partial<Lesson> = {}): Lesson => ({
  lessonId,
  title: 'Signs',
  minimumSeconds: 300,
  maximumSeconds: null,
  words: 0,
  videoSeconds: 0,
  content: null,
  ...changes,
});

const ids = (...names: readonly string[]) => names.map(name => Id.parse(name));
const studying = someEnrollment({
  enrollmentStatus: 'ACTIVE',
  accessStatus: 'ACTIVE',
  activatedAt: earlier,
  completedLessonIds: ids('start'),
});
const done = (name: string) => ({ ...newLessonProgress(Id.parse(name)), completedAt: earlier });

/** Second of three lessons: 200 s of closed sessions and 100 s of the open one. */
const facts = (changes: Partial<CompletionFacts> = {}): CompletionFacts => ({
  enrollment: studying,
  session: openSession({
    creditedSeconds: 160,
    pendingLessonSeconds: { signs: 100, parking: 60 },
    lastAcceptedAt: new Date('2026-03-02T15:04:00Z'),
  }),
  progress: { ...newLessonProgress(lessonId), creditedSeconds: 200 },
  place: {
    previousLessonId: Id.parse('start'),
    nextLessonId: Id.parse('parking'),
    isLastOfModule: false,
    lessonIds: ids('start', 'signs', 'parking'),
  },
  lesson: lesson(),
  rules: someRules(),
  eventId: lessonEventId(lessonId),
  now,
  ...changes,
});

function completed(changes: Partial<CompletionFacts> = {}) {
  const result = completeLesson(facts(changes));
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

const reason = (changes: Partial<CompletionFacts>) => {
  const result = completeLesson(facts(changes));
  return result.kind === 'refused' ? result.reason : 'ok';
};

describe('completing a lesson', () => {
  it('adds the open session’s seconds of this lesson, and takes them out of the session', () => {
    const { progress, session } = completed();
    expect(progress).toEqual({ ...newLessonProgress(lessonId), creditedSeconds: 300, completedAt: now });
    expect(session.pendingLessonSeconds).toEqual({ parking: 60 });
    expect(session.creditedSeconds).toBe(160);
  });

  it('adds a link to the session’s chain', () => {
    const before = openSession();
    const { event, session } = completed();
    expect(event).toMatchObject({
      eventId: 'lesson-signs',
      kind: 'lessonCompleted',
      lessonId,
      at: now,
      position: 1,
      creditedSeconds: 0,
      totalSeconds: 160,
      previousHash: before.headHash,
    });
    expect(session).toMatchObject({ eventCount: 1, headHash: linkHash(event) });
  });

  it('counts the lesson, and the course stays open while others are missing', () => {
    expect(completed().enrollment).toEqual({ ...studying, completedLessonIds: ids('start', 'signs') });
  });

  it.each([
    [
      'the last lesson and the hours, those of the open session included',
      ['start', 'parking'],
      14_240,
      'COMPLETED',
    ],
    ['a second short of the hours', ['start', 'parking'], 14_239, 'ACTIVE'],
    ['a lesson short', ['start'], 20_000, 'ACTIVE'],
    ['as many lessons, of which the course dropped one', ['start', 'dropped'], 20_000, 'ACTIVE'],
    ['all its lessons and one that it dropped', ['start', 'dropped', 'parking'], 20_000, 'COMPLETED'],
  ])('the course after %s', (_, names, creditedSeconds, enrollmentStatus) => {
    const completedLessonIds = ids(...names);
    const { enrollment } = completed({ enrollment: { ...studying, completedLessonIds, creditedSeconds } });
    expect(enrollment).toMatchObject({
      enrollmentStatus,
      completedAt: enrollmentStatus === 'COMPLETED' ? now : null,
    });
  });

  it('needs no lesson before the first', () => {
    const enrollment = { ...studying, completedLessonIds: [] };
    const place = {
      nextLessonId: null,
      isLastOfModule: true,
      lessonIds: ids('signs'),
      previousLessonId: null,
    };
    expect(reason({ place, enrollment })).toBe('ok');
  });

  it('an event’s name has room for the longest lesson id', () => {
    const long = Id.parse('x'.repeat(128));
    expect(lessonEventId(long)).toHaveLength('lesson-'.length + 64);
    expect(lessonEventId(Id.parse('x'.repeat(121)))).toBe(`lesson-${'x'.repeat(121)}`);
  });
});

describe('a lesson is not completed', () => {
  const lock = { cause: 'failedChecks', lockedAt: earlier, until: null } as const;
  const identity = { ...nothingLearnt.identity, lock };

  it.each<[string, Partial<CompletionFacts>, string]>([
    ['without an enrollment', { enrollment: undefined }, 'ENROLLMENT_NOT_FOUND'],
    [
      'while one waits',
      { enrollment: { ...studying, enrollmentStatus: 'WAITLISTED', accessStatus: 'LOCKED' } },
      'ACCESS_LOCKED',
    ],
    [
      'before the course is paid',
      { enrollment: { ...studying, enrollmentStatus: 'PENDING_PAYMENT', accessStatus: 'LOCKED' } },
      'ACCESS_LOCKED',
    ],
    [
      'after it was cancelled',
      { enrollment: { ...studying, enrollmentStatus: 'CANCELLED', accessStatus: 'LOCKED' } },
      'ACCESS_LOCKED',
    ],
    [
      'after it expired',
      { enrollment: { ...studying, enrollmentStatus: 'EXPIRED', accessStatus: 'EXPIRED' } },
      'ENROLLMENT_EXPIRED',
    ],
    ['when its time is over', { enrollment: { ...studying, expiresAt: now } }, 'ENROLLMENT_EXPIRED'],
    [
      'in the last millisecond of its time',
      { enrollment: { ...studying, expiresAt: new Date(now.getTime() + 1) } },
      'ok',
    ],
    ['during a dispute', { enrollment: { ...studying, accessStatus: 'SUSPENDED' } }, 'ACCESS_LOCKED'],
    [
      'while the identity is in doubt',
      { enrollment: { ...studying, accessStatus: 'SUSPENDED', identity } },
      'IDENTITY_LOCKED',
    ],
    ['in another’s session', { session: undefined }, 'NOT_FOUND'],
    ...(['TERMINATED', 'ABANDONED', 'CLOSED'] as const).map(
      (state): [string, Partial<CompletionFacts>, string] => [
        `in a session that is ${state}`,
        { session: openSession({ state }) },
        'SESSION_CLOSED',
      ],
    ),
    [
      'in a session that a newer one ended',
      { session: openSession({ state: 'ABANDONED', endReason: 'superseded' }) },
      'SESSION_SUPERSEDED',
    ],
    [
      'exactly 10 minutes after the last heartbeat',
      { session: openSession({ ...facts().session, lastAcceptedAt: new Date(now.getTime() - 600_000) }) },
      'ok',
    ],
    [
      'in a session without a heartbeat for more than 10 minutes',
      { session: openSession({ lastAcceptedAt: new Date(now.getTime() - 600_001) }) },
      'SESSION_CLOSED',
    ],
    ['that the course does not have', { lesson: undefined }, 'LESSON_NOT_FOUND'],
    ['that the course dropped', { place: undefined }, 'LESSON_NOT_FOUND'],
    [
      'when the one before is not done, whatever else is',
      { enrollment: { ...studying, completedLessonIds: ids('parking', 'dropped') } },
      'LESSON_LOCKED',
    ],
    ['a second too early', { lesson: lesson({ minimumSeconds: 301 }) }, 'LESSON_TOO_SHORT'],
    [
      'before its words can be read',
      { lesson: lesson({ words: 1_001 }), rules: someRules({ wordsPerMinute: 200 }) },
      'LESSON_TOO_SHORT',
    ],
    ['before its video was seen', { lesson: lesson({ videoSeconds: 100 }) }, 'VIDEO_NOT_WATCHED'],
    ['twice', { progress: done('signs') }, 'ILLEGAL_TRANSITION'],
  ])('%s', (_, changes, expected) => {
    expect(reason(changes)).toBe(expected);
  });

  it.each([
    [89, 'VIDEO_NOT_WATCHED'],
    [90, 'ok'],
  ])('with %d of 100 seconds seen where 90 are asked for: %s', (to, expected) => {
    const progress = { ...newLessonProgress(lessonId), creditedSeconds: 300, watched: [{ from: 0, to }] };
    expect(reason({ lesson: lesson({ videoSeconds: 100 }), progress })).toBe(expected);
  });

  it('by seconds beyond the end of a video that was shortened', () => {
    const progress = {
      ...newLessonProgress(lessonId),
      creditedSeconds: 300,
      watched: [{ from: 50, to: 200 }],
    };
    expect(reason({ lesson: lesson({ videoSeconds: 100 }), progress })).toBe('VIDEO_NOT_WATCHED');
  });
});
