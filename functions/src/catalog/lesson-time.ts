import type { PolicyRules } from './policy-rules.ts';
import type { Lesson } from './schema.ts';

/** What a lesson takes at least: its own minimum, or its words at the policy's speed, whichever is longer. */
export function minimumSecondsOf({
  lesson,
  rules,
}: {
  lesson: Pick<Lesson, 'minimumSeconds' | 'words'>;
  rules: Pick<PolicyRules, 'wordsPerMinute'>;
}): number {
  const reading = rules.wordsPerMinute === null ? 0 : Math.ceil((lesson.words * 60) / rules.wordsPerMinute);
  return Math.max(lesson.minimumSeconds, reading);
}

/** What the share of its video that has to be seen takes at the highest rate. */
export function videoSecondsOf({
  lesson,
  rules: { video },
}: {
  lesson: Pick<Lesson, 'videoSeconds'>;
  rules: Pick<PolicyRules, 'video'>;
}): number {
  return Math.ceil((lesson.videoSeconds * video.requiredPercent) / video.maximumRateHundredths);
}
