import type { Lesson, PolicyRules } from '../../../../client/src/index.ts';

/** What a lesson takes at least, as the server counts it: its own minimum or its words, whichever is longer. */
export function minimumSecondsOf(input: {
  lesson: Pick<Lesson, 'minimumSeconds' | 'words'>;
  rules: Pick<PolicyRules, 'wordsPerMinute'>;
}): number {
  const { lesson, rules } = input;
  const reading = rules.wordsPerMinute === null ? 0 : Math.ceil((lesson.words * 60) / rules.wordsPerMinute);
  return Math.max(lesson.minimumSeconds, reading);
}

/** Seconds of the lesson's video to be seen; rounded up, since 89.9 % is not 90 %. */
export function requiredVideoSeconds(input: {
  lesson: Pick<Lesson, 'videoSeconds'>;
  rules: Pick<PolicyRules, 'video'>;
}): number {
  const { lesson, rules } = input;
  return Math.ceil((lesson.videoSeconds * rules.video.requiredPercent) / 100);
}
