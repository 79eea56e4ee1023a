import { note, staffAction } from '../audit/staff-action.ts';
import { readDocument } from '../commit/index.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { refused } from '../platform/refusal.ts';
import { readTimeline } from './read-timeline.ts';
import { type GetStudentTimelineAnswer, GetStudentTimelineRequest } from './wire.ts';

const USUAL_LIMIT = 50;

/** What happened in one student's course, page by page. Told in the audit log before anything of it is read. */
export const getStudentTimeline = defineCallable({
  name: 'getStudentTimeline',
  request: GetStudentTimelineRequest,
  handler: ({ uid, data }): Promise<GetStudentTimelineAnswer> => {
    const act = { uid, roles: ['admin'], action: 'getStudentTimeline', request: data } as const;
    return staffAction(act, async submit => {
      const enrollment = await readDocument(enrollmentDoc(data));
      if (enrollment === undefined) throw refused('ENROLLMENT_NOT_FOUND');
      await submit(note(act));
      const window = { before: data.before, limit: data.limit ?? USUAL_LIMIT };
      return readTimeline({ enrollment, window });
    });
  },
});
