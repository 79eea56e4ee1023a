import { z } from 'zod';
import { Id, RequestId } from '../platform/ids.ts';

/** What clients send and get; shared with them, so nothing here may import a server's SDK. */

export const CompleteLessonRequest = z.strictObject({
  courseId: Id,
  lessonId: Id,
  sessionId: Id,
  requestId: RequestId,
});
export type CompleteLessonRequest = z.infer<typeof CompleteLessonRequest>;

export const CompleteLessonOutcome = z.object({
  completedAt: z.iso.datetime(),
  /** In the course's order; null after the last. */
  nextLessonId: Id.nullable(),
  /** This was the last lesson of its module. */
  moduleCompleted: z.boolean(),
  /** All lessons are done and the hours are reached. */
  courseCompleted: z.boolean(),
});
export type CompleteLessonOutcome = z.infer<typeof CompleteLessonOutcome>;

export const CompleteLessonAnswer = CompleteLessonOutcome.extend({ replayed: z.boolean() });
export type CompleteLessonAnswer = z.infer<typeof CompleteLessonAnswer>;

/** A day: longer than any video. */
const VideoSecond = z.int().min(0).max(86_400);

export const RecordVideoProgressRequest = z
  .strictObject({
    courseId: Id,
    lessonId: Id,
    sessionId: Id,
    /** Whole seconds into the video: played from here … */
    from: VideoSecond,
    /** … up to here. */
    to: VideoSecond,
    requestId: RequestId,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' });
export type RecordVideoProgressRequest = z.infer<typeof RecordVideoProgressRequest>;

export const RecordVideoProgressOutcome = z.object({
  /** Seen in all, each second once. */
  watchedSeconds: z.int().min(0),
  /** To be seen before the lesson can be completed. */
  requiredSeconds: z.int().min(0),
});
export type RecordVideoProgressOutcome = z.infer<typeof RecordVideoProgressOutcome>;

export const RecordVideoProgressAnswer = RecordVideoProgressOutcome.extend({ replayed: z.boolean() });
export type RecordVideoProgressAnswer = z.infer<typeof RecordVideoProgressAnswer>;
