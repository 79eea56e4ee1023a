import type { PolicyRules } from '../catalog/policy-rules.ts';
import { type LessonProgress, newLessonProgress } from '../compliance/lesson-progress.ts';
import type { Session } from '../compliance/schema.ts';
import type { Id } from '../platform/ids.ts';
import { firstSeconds, MAX_RANGES, partsNotIn, type Range, secondsIn, union } from './watched-ranges.ts';

/**
 * Takes a claim of having played a video from `from` to `to`. It earns what of it is new, from its beginning, but
 * never more than the time that has passed since the last claim allows at the policy's fastest speed: seeking earns
 * nothing, and neither does a second tab, since the time is that of student and lesson. What is cut can be claimed
 * again later, so a client best claims the whole stretch since the last jump each time.
 *
 * @param input.videoSeconds the video's length; what is claimed beyond it is not there
 */
export function watchVideo(input: {
  readonly lessonId: Id;
  readonly progress: LessonProgress | undefined;
  readonly session: Session;
  readonly claim: Range;
  readonly videoSeconds: number;
  readonly rules: Pick<PolicyRules, 'video'>;
  readonly now: Date;
}): LessonProgress {
  const { lessonId, session, videoSeconds, now } = input;
  const progress = input.progress ?? newLessonProgress(lessonId);
  const { maximumRateHundredths } = input.rules.video;
  const elapsedMs = elapsedMsOf({ progress, session, now });
  const allowed = Math.floor((elapsedMs * maximumRateHundredths) / 100_000);
  const claim = { from: input.claim.from, to: Math.min(input.claim.to, videoSeconds) };
  const earned = firstSeconds(partsNotIn(progress.watched, claim), allowed);
  const watched = union(progress.watched, earned);
  // Whoever plays a second here and a second there can still fill the gaps between them.
  if (watched.length > MAX_RANGES) return { ...progress, watchedAt: now };
  const isAllUsed = secondsIn(earned) === allowed;
  // What is left of a second is kept: else frequent checkpoints would lose it each time.
  const usedMs = isAllUsed ? Math.ceil((allowed * 100_000) / maximumRateHundredths) : elapsedMs;
  const watchedAt = new Date(now.getTime() - Math.max(0, elapsedMs - usedMs));
  return { ...progress, watched: [...watched], watchedAt };
}

/**
 * Time in which the video may have played since the last checkpoint. Before the first one of a session that is the
 * time since its start, without what it credited to other lessons.
 */
function elapsedMsOf(input: { progress: LessonProgress; session: Session; now: Date }): number {
  const { progress, session, now } = input;
  const { watchedAt, lessonId } = progress;
  if (watchedAt !== null && watchedAt >= session.startedAt)
    return Math.max(0, now.getTime() - watchedAt.getTime());
  const elsewhereSeconds = session.creditedSeconds - (session.pendingLessonSeconds[lessonId] ?? 0);
  return Math.max(0, now.getTime() - session.startedAt.getTime() - elsewhereSeconds * 1_000);
}
