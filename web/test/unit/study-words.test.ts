import fc from 'fast-check';
import {
  minimumSecondsOf as serverMinimum,
  videoSecondsOf,
} from '../../../functions/src/catalog/lesson-time.ts';
import { verificationBank } from '../../../functions/src/catalog/verification-bank.ts';
import { requiredVideoSeconds as serverVideo } from '../../../functions/src/progress/outline.ts';
import { minimumSecondsOf, requiredVideoSeconds } from '../../src/student/course/lesson-time.ts';
import { answerProblems, filled } from '../../src/student/questions/answers.ts';
import { knownPrompts, promptOf } from '../../src/student/questions/prompts.ts';
import { checkOutcomeText } from '../../src/student/study/check-words.ts';
import { lessonSecondsOf, watchedSecondsOf } from '../../src/student/study/lesson-seconds.ts';
import { nextStretch } from '../../src/student/study/played-stretch.ts';
import { trackerSaying } from '../../src/student/study/tracker-words.ts';

test('the personal questions are those of the server’s bank, word for word', () => {
  expect([...knownPrompts]).toEqual([...verificationBank]);
  expect(promptOf('first-boat')).toBe('first boat?');
});

test('one answer to two questions is told before it is sent, whatever its spelling', () => {
  expect(Object.keys(answerProblems({ a: 'Rex', b: ' rex! ', c: '', d: '' }))).toEqual(['b']);
  expect(filled({ a: 'Rex', b: ' … ' })).toEqual({ a: 'Rex' });
});

test('a lesson takes as long as the server says', () => {
  const lessons = fc.record({
    minimumSeconds: fc.nat(86_400),
    words: fc.nat(500_000),
    videoSeconds: fc.nat(86_400),
  });
  const someRules = fc.record({
    wordsPerMinute: fc.option(fc.integer({ min: 50, max: 1_000 })),
    video: fc.record({ requiredPercent: fc.nat(100), maximumRateHundredths: fc.constant(100) }),
  });
  fc.assert(
    fc.property(lessons, someRules, (lesson, rules) => {
      expect(minimumSecondsOf({ lesson, rules })).toBe(serverMinimum({ lesson, rules }));
      expect(requiredVideoSeconds({ lesson, rules })).toBe(serverVideo({ lesson, rules }));
      expect(requiredVideoSeconds({ lesson, rules })).toBeGreaterThanOrEqual(
        videoSecondsOf({ lesson, rules }),
      );
    }),
  );
});

test('a lesson’s time is that of closed sessions and of the open one, each once', () => {
  const progress = [{ lessonId: 'a', creditedSeconds: 20, watched: [], watchedAt: null, completedAt: null }];
  const session = { pendingLessonSeconds: { a: 5, b: 7 }, endedAt: null };
  expect(lessonSecondsOf({ lessonId: 'a', progress, session })).toBe(25);
  expect(lessonSecondsOf({ lessonId: 'b', progress, session: null })).toBe(0);
  expect(lessonSecondsOf({ lessonId: 'a', progress, session: { ...session, endedAt: new Date(0) } })).toBe(
    20,
  );
  expect(
    watchedSecondsOf([
      { from: 0, to: 4 },
      { from: 10, to: 12 },
    ]),
  ).toBe(6);
});

test('a jump in a video was not watched; playing at double speed was', () => {
  const stretch = (lastSeconds: number | null, currentSeconds: number, playbackRate = 1) =>
    nextStretch({ lastSeconds, currentSeconds, playbackRate });
  expect(stretch(1, 1.25)).toEqual({ fromSeconds: 1, toSeconds: 1.25 });
  expect(stretch(1, 60)).toBeUndefined();
  expect(stretch(60, 1)).toBeUndefined();
  expect(stretch(null, 1)).toBeUndefined();
  expect(stretch(1, 4, 2)).toEqual({ fromSeconds: 1, toSeconds: 4 });
});

test('a student who is studying elsewhere can go on here, and one who is locked out cannot', () => {
  expect(trackerSaying({ phase: 'elsewhere', because: 'otherTab' }).offer).toBe('takeOver');
  expect(trackerSaying({ phase: 'ended', because: 'otherDevice' }).offer).toBe('takeOver');
  expect(trackerSaying({ phase: 'ended', because: 'stale' }).offer).toBe('goOn');
  for (const because of ['locked', 'accessLost', 'dailyLimit'] as const)
    expect(trackerSaying({ phase: 'ended', because }).offer).toBe('none');
});

test('a wrong answer tells how many tries are left, and a lock until when', () => {
  const timeZone = 'America/New_York';
  const told = (answer: Parameters<typeof checkOutcomeText>[0]['answer']) =>
    checkOutcomeText({ answer, timeZone });
  expect(told({ outcome: 'INCORRECT', triesLeft: 1 })).toMatch(/The next wrong one locks/);
  expect(told({ outcome: 'EXPIRED', triesLeft: 2 })).toMatch(/after 2 more wrong ones/);
  // By the clock of the course, wherever the device is.
  const lockedUntil = '2026-03-02T17:00:00.000Z';
  expect(told({ outcome: 'INCORRECT', triesLeft: 0, lockedUntil })).toMatch(/locked until .*2026.*12:00/);
  expect(told({ outcome: 'INCORRECT', triesLeft: 0, lockedUntil: null })).toMatch(/ask the school/);
});
