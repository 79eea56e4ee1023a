import type { Answer } from '../../../client/src/index.ts';

/** Short names of what the console shows; the shapes are the client's. */
export type FoundStudent = Answer<'searchStudents'>['students'][number];
export type FoundCourse = FoundStudent['courses'][number];
export type TimelineItem = Answer<'getStudentTimeline'>['items'][number];
export type TimelineItemOf<Kind extends TimelineItem['kind']> = Extract<TimelineItem, { kind: Kind }>;
export type ParkedEvent = Answer<'listParkedEvents'>['events'][number];
export type CalendarLesson = Answer<'listCalendar'>['lessons'][number];
export type ListedAuthorization = Answer<'listAuthorizations'>['authorizations'][number];
export type Health = Answer<'getHealth'>;

/** Whose course something is about. */
export interface CourseKey {
  readonly userId: string;
  readonly courseId: string;
}
