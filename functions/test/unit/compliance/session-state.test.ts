import { takePendingLesson } from '../../../src/compliance/open-session.ts';
import type { Session } from '../../../src/compliance/schema.ts';
import { openStateOf } from '../../../src/compliance/session.ts';
import { appendEvent, chainNameOf, heartbeatEventId } from '../../../src/compliance/session-events.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someSession } from '../../fixtures/session.ts';

const start = someSession().startedAt;
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const { rules } = someSession();
const stateWith = (changes: Partial<Pick<Session, 'breakEndsAt' | 'rules'>>, seconds: number) =>
  openStateOf({ breakEndsAt: null, lastEngagedAt: start, rules, now: after(seconds), ...changes });

describe('an open session', () => {
  it.each<[string, Parameters<typeof stateWith>, string]>([
    ['earns', [{}, 0], 'ACTIVE'],
    ['earns until a second before the student has been idle for too long', [{}, 899], 'ACTIVE'],
    ['is idle from then on', [{}, 900], 'IDLE'],
    [
      'is never idle where the policy does not ask',
      [{ rules: { ...rules, idleSeconds: null } }, 9_000],
      'ACTIVE',
    ],
    ['rests until the break is over, idle or not', [{ breakEndsAt: after(901) }, 900], 'ON_BREAK'],
    ['is back when it is over', [{ breakEndsAt: after(60) }, 60], 'ACTIVE'],
  ])('%s', (_, given, state) => {
    expect(stateWith(...given)).toBe(state);
  });

  it.each([
    ['signs', 40, { speed: 2 }],
    ['night', 0, { signs: 40, speed: 2 }],
  ])('hands over what it earned in %s, and that alone', (lesson, seconds, rest) => {
    const session = someSession({ pendingLessonSeconds: { signs: 40, speed: 2 } });
    expect(takePendingLesson({ session, lessonId: Id.parse(lesson) })).toEqual({
      seconds,
      session: { ...session, pendingLessonSeconds: rest },
    });
  });
});

describe('the record of a session', () => {
  it.each([
    [1, '00000001'],
    [12_345_678, '12345678'],
  ])('heartbeat %i is kept as %s, so that records stand in order', (sequence, eventId) => {
    expect(heartbeatEventId(sequence)).toBe(eventId);
  });

  it('is a chain of this session of this student in this course, and of no other', () => {
    const session = someSession();
    expect(chainNameOf(session)).toBe(
      'users/student-1/courses/ohio-teen-driver-education/sessions/session-1',
    );
    const { event } = appendEvent({
      session,
      event: { eventId: Id.parse('started'), kind: 'started', at: start },
    });
    expect(event).toMatchObject({
      position: 1,
      creditedSeconds: 0,
      totalSeconds: 0,
      state: 'ACTIVE',
      engaged: null,
      note: null,
    });
  });
});
