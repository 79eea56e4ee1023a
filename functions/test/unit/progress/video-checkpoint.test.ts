import fc from 'fast-check';
import { LessonProgress, newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import type { Session } from '../../../src/compliance/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { watchVideo } from '../../../src/progress/video-checkpoint.ts';
import { MAX_RANGES, type Range, secondsIn } from '../../../src/progress/watched-ranges.ts';
import { openSession } from '../../fixtures/open-session.ts';
import { someRules } from '../../fixtures/policy.ts';

const lessonId = Id.parse('signs');
const session = openSession();
const after = (ms: number): Date => new Date(session.startedAt.getTime() + ms);

interface Watching {
  readonly progress?: LessonProgress;
  readonly session?: Session;
  readonly videoSeconds?: number;
  readonly rate?: number;
}

const watch = (claim: Range, afterMs: number, options: Watching = {}): LessonProgress =>
  watchVideo({
    lessonId,
    progress: options.progress,
    session: options.session ?? session,
    claim,
    videoSeconds: options.videoSeconds ?? 600,
    rules: someRules({ video: { requiredPercent: 90, maximumRateHundredths: options.rate ?? 150 } }),
    now: after(afterMs),
  });

describe('watching a video', () => {
  it('earns what was played', () => {
    expect(watch({ from: 0, to: 60 }, 60_000)).toEqual({
      ...newLessonProgress(lessonId),
      watched: [{ from: 0, to: 60 }],
      watchedAt: after(60_000),
    });
  });

  it.each([
    [39_999, 59],
    [40_000, 60],
    [40_001, 60],
  ])('of a minute of video %d ms of time earn at most %d s at one and a half the speed', (ms, seconds) => {
    expect(watch({ from: 0, to: 60 }, ms).watched).toEqual([{ from: 0, to: seconds }]);
  });

  it('seeking earns nothing: a jump to the end is a claim like any other', () => {
    const jumped = watch({ from: 590, to: 600 }, 2_000);
    expect(jumped.watched).toEqual([{ from: 590, to: 593 }]);
    expect(watch({ from: 0, to: 600 }, 2_000).watched).toEqual([{ from: 0, to: 3 }]);
  });

  it('what was seen before earns nothing, and the time goes to what is new', () => {
    const progress = watch({ from: 0, to: 60 }, 60_000);
    const again = watch({ from: 0, to: 60 }, 120_000, { progress });
    expect(secondsIn(again.watched)).toBe(60);
    const further = watch({ from: 0, to: 90 }, 140_000, { progress: again });
    expect(further.watched).toEqual([{ from: 0, to: 90 }]);
  });

  it('a second tab at the same moment earns nothing more', () => {
    const progress = watch({ from: 0, to: 60 }, 60_000);
    const other = watch({ from: 60, to: 120 }, 60_000, { progress });
    expect(other.watched).toEqual(progress.watched);
  });

  it('beyond the end of the video there is nothing', () => {
    const videoSeconds = 30;
    expect(watch({ from: 20, to: 60 }, 60_000, { videoSeconds }).watched).toEqual([{ from: 20, to: 30 }]);
    for (const from of [30, 31]) {
      expect(watch({ from, to: 60 }, 60_000, { videoSeconds }).watched).toEqual([]);
    }
    expect(watch({ from: 0, to: 60 }, 60_000, { videoSeconds: 0 }).watched).toEqual([]);
  });

  it('a new session does not bring the time since the last one', () => {
    const progress = { ...newLessonProgress(lessonId), watchedAt: new Date('2026-03-01T15:00:00Z') };
    expect(secondsIn(watch({ from: 0, to: 600 }, 10_000, { progress }).watched)).toBe(15);
  });

  it('time credited to other lessons was not spent on this video', () => {
    const elsewhere = openSession({
      creditedSeconds: 100,
      pendingLessonSeconds: { signs: 20, parking: 80 },
    });
    const seen = watch({ from: 0, to: 600 }, 120_000, { session: elsewhere, rate: 100 });
    expect(secondsIn(seen.watched)).toBe(40);
  });

  it('a clock that stands still or runs back earns nothing and breaks nothing', () => {
    const progress = watch({ from: 0, to: 60 }, 60_000);
    expect(watch({ from: 60, to: 120 }, 30_000, { progress }).watched).toEqual(progress.watched);
  });

  it('a 501st separate stretch is not kept, and one that closes a gap is', () => {
    const watched = Array.from({ length: MAX_RANGES }, (_, index) => ({
      from: index * 10,
      to: index * 10 + 5,
    }));
    const progress = { ...newLessonProgress(lessonId), watched, watchedAt: after(0) };
    const long = { progress, videoSeconds: 10_000 };
    expect(watch({ from: 7, to: 9 }, 60_000, long).watched).toEqual(watched);
    expect(watch({ from: 5, to: 10 }, 60_000, long).watched).toHaveLength(MAX_RANGES - 1);
  });
});

/** The plain model: every second by itself. */
const secondsOf = (ranges: readonly Range[]): ReadonlySet<number> =>
  new Set(
    ranges.flatMap(({ from, to }) =>
      Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index),
    ),
  );

const checkpoint = fc.record({
  waitMs: fc.oneof(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 90_000 })),
  from: fc.integer({ min: 0, max: 130 }),
  length: fc.integer({ min: 1, max: 60 }),
});

describe('whatever is claimed, and whenever', () => {
  const story = fc.record({
    rate: fc.integer({ min: 100, max: 400 }),
    checkpoints: fc.array(checkpoint, { maxLength: 40 }),
  });

  it('never more is earned than time has passed, nothing that was not claimed, and nothing is lost again', () => {
    fc.assert(
      fc.property(story, ({ rate, checkpoints }) => {
        const claims: Range[] = [];
        let progress = newLessonProgress(lessonId);
        let ms = 0;
        for (const { waitMs, from, length } of checkpoints) {
          ms += waitMs;
          claims.push({ from, to: Math.min(120, from + length) });
          const before = secondsOf(progress.watched);
          const claim = { from, to: from + length };
          progress = LessonProgress.parse(watch(claim, ms, { rate, videoSeconds: 120, progress }));
          const seen = secondsOf(progress.watched);
          expect([...before].filter(second => !seen.has(second))).toEqual([]);
          expect([...seen].filter(second => !secondsOf(claims).has(second))).toEqual([]);
          expect(seen.size * 100_000).toBeLessThanOrEqual(ms * rate);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('who plays at a speed that is allowed and claims all since the start has seen all of it', () => {
    const steps = fc.array(fc.integer({ min: 200, max: 20_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 400 }), steps, (rate, waits) => {
        let progress: LessonProgress | undefined;
        let ms = 0;
        for (const waitMs of waits) {
          ms += waitMs;
          const to = Math.floor((ms * rate) / 100_000);
          if (to === 0) continue;
          const options = { rate, videoSeconds: 86_400, ...(progress === undefined ? {} : { progress }) };
          progress = watch({ from: 0, to }, ms, options);
        }
        // Each checkpoint may round one millisecond against the student, never a second.
        const played = Math.floor((ms * rate) / 100_000);
        expect(secondsIn(progress?.watched ?? [])).toBeGreaterThanOrEqual(played - 1);
      }),
    );
  });
});
