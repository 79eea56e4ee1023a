import { closeSession } from '../../../src/compliance/closing.ts';
import { newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import type { Session } from '../../../src/compliance/schema.ts';
import { afterReplacing, type StartFacts } from '../../../src/compliance/session-start.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someCourse } from '../../fixtures/course.ts';
import { someLearner } from '../../fixtures/identity-checks.ts';
import { someRules } from '../../fixtures/policy.ts';
import { someSession } from '../../fixtures/session.ts';

const now = new Date('2026-03-02T15:10:00Z');
const [signs, speed] = [Id.parse('signs'), Id.parse('speed')];
const course = someCourse({ lessonIds: [signs, speed] });
const stored = { ...newLessonProgress(signs), creditedSeconds: 5 };

const facts = (changes: Partial<StartFacts> = {}): StartFacts => ({
  wish: { sessionId: Id.parse('session-2'), device: 'x', beaconSecret: 'x', jitterUnit: 0 },
  enrollment: someLearner(),
  last: null,
  rules: someRules(),
  course,
  entry: { lessonId: signs, course, lesson: undefined, progress: stored },
  profile: undefined,
  days: new Map(),
  now,
  ...changes,
});

/** Closed with 90 seconds in `signs` and 10 in `speed`; the student's place was this session's or nobody's. */
function closing(changes: Partial<Session> = {}, hasPlace = true) {
  const session = someSession({
    creditedSeconds: 100,
    pendingLessonSeconds: { [speed]: 10, [signs]: 90 },
    ...changes,
  });
  const { sessionId, courseId, startedAt } = session;
  const closed = closeSession({
    session,
    ending: { state: 'ABANDONED', endReason: 'superseded', endedAt: session.lastAcceptedAt },
    documents: {
      enrollment: someLearner(),
      lessons: new Map([
        [signs, stored],
        [speed, undefined],
      ]),
      activeSession: hasPlace ? { sessionId, courseId, startedAt, beaconSecret: 'x', last: null } : undefined,
    },
  });
  if (closed === undefined) throw new Error('a lesson is missing');
  return closed;
}

describe('a session that replaces another', () => {
  it('goes on where nothing is replaced as it was', () => {
    const before = facts();
    expect(afterReplacing({ facts: before, closed: undefined })).toBe(before);
  });

  it('takes over the hours and the lesson’s seconds that the other earned, so that no maximum is left twice', () => {
    const after = afterReplacing({ facts: facts(), closed: closing() });
    expect(after.enrollment?.creditedSeconds).toBe(3_700);
    expect(after.entry).toMatchObject({
      lessonId: signs,
      course,
      progress: { lessonId: signs, creditedSeconds: 95 },
    });
    expect(after.last).toMatchObject({ countedUntil: someSession().countedUntil });
  });

  it('keeps a lesson’s progress that the other did not touch, and starts in none if none is wished', () => {
    const closed = closing({ pendingLessonSeconds: { [speed]: 10 } });
    expect(afterReplacing({ facts: facts(), closed }).entry?.progress).toEqual(stored);
    expect(afterReplacing({ facts: facts({ entry: undefined }), closed }).entry).toBeUndefined();
  });

  it('in another course takes over when it ended, and none of its hours', () => {
    const before = facts();
    const after = afterReplacing({
      facts: before,
      closed: closing({ courseId: Id.parse('another-course') }),
    });
    expect(after).toEqual({ ...before, last: expect.objectContaining({ breakEndsAt: null }) });
    expect(after.enrollment?.creditedSeconds).toBe(3_600);
  });

  it('of a course that is gone is left to be refused', () => {
    const after = afterReplacing({ facts: facts({ course: undefined }), closed: closing() });
    expect(after.enrollment?.creditedSeconds).toBe(3_600);
  });

  it('that did not hold the student’s place leaves what is known of the last one', () => {
    const last = { countedUntil: now, endedAt: now, studiedSinceBreakSeconds: 7, breakEndsAt: null };
    expect(afterReplacing({ facts: facts({ last }), closed: closing({}, false) }).last).toBe(last);
  });
});
