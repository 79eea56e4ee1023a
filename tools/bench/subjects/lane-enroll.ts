import { Lanes, laneMetrics } from '../../../functions/src/commit/index.ts';
import { enrollCommand } from '../../../functions/src/enrollments/enroll.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { RefusalError } from '../../../functions/src/platform/refusal.ts';
import type { Work } from '../protocol.ts';
import { applicantOf } from './applicant.ts';
import type { Subject } from './subject.ts';

await import('../../../functions/src/index.ts');

/** Ours: the command that the enroll function submits. Answers the enrollment's status, or SOLD_OUT. */
export function laneEnroll(): Subject {
  const lanes = new Lanes();
  const enroll = async (work: Work, index: number): Promise<string> => {
    const { userId, requestId } = applicantOf({ userId: work.userId, index });
    const request = { courseId: Id.parse(work.courseId), timeZone: 'America/New_York', requestId };
    try {
      const { outcome } = await lanes.submit(enrollCommand({ userId, request }));
      return outcome.enrollmentStatus;
    } catch (error) {
      if (error instanceof RefusalError && error.refusal.reason === 'SOLD_OUT') return 'SOLD_OUT';
      throw error;
    }
  };
  return {
    prepare: (work: Work) => {
      laneMetrics.reset();
      return Array.from({ length: work.count }, (_, offset) => () => enroll(work, work.first + offset));
    },
    counts: () => ({ ...laneMetrics.snapshot().total }),
  };
}
