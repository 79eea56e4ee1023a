import type { Enrollment } from '../../../../client/src/index.ts';
import { isOver } from './end.ts';

export interface Tag {
  readonly label: string;
  readonly tone: '' | 'good' | 'warn' | 'bad';
}

/** How an enrollment stands, in a word or two. */
export function enrollmentTag({
  enrollment,
  now,
}: {
  enrollment: Pick<Enrollment, 'enrollmentStatus' | 'accessStatus' | 'expiresAt'>;
  now: Date;
}): Tag {
  if (isOver({ enrollment, now })) return over;
  const { enrollmentStatus, accessStatus } = enrollment;
  switch (enrollmentStatus) {
    case 'WAITLISTED':
      return { label: 'On the waiting list', tone: 'warn' };
    case 'PENDING_PAYMENT':
      return { label: 'Waiting for your payment', tone: 'warn' };
    case 'ACTIVE':
      return accessStatus === 'ACTIVE'
        ? { label: 'Studying', tone: 'good' }
        : { label: 'Not open right now', tone: 'warn' };
    case 'COMPLETED':
      return { label: 'Course completed', tone: 'good' };
    case 'CERTIFIED':
      return { label: 'Certified', tone: 'good' };
    case 'CANCELLED':
      return { label: 'Ended', tone: '' };
    case 'EXPIRED':
      return over;
  }
}

const over: Tag = { label: 'Time is over', tone: 'bad' };
