import { Id } from '../../../functions/src/platform/ids.ts';

export type Applicant = { userId: Id; requestId: Id };

/** One of many students who want a seat. The same index is the same student with the same request. */
export const applicantOf = ({ userId, index }: { userId: string; index: number }): Applicant => ({
  userId: Id.parse(`${userId}-${index}`),
  requestId: Id.parse(`request-${userId}-${index}`),
});
