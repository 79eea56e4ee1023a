import type { AuditRecord } from '../../../../client/src/index.ts';

type Searched = Pick<AuditRecord, 'action' | 'actor' | 'subject' | 'reason' | 'outcome' | 'refusal'>;

/** Whether a record holds every word of a text, whatever the case. */
export function matchesRecord({ record, text }: { record: Searched; text: string }): boolean {
  const { action, actor, subject, reason, outcome, refusal } = record;
  const all = [
    action,
    actor.uid,
    actor.role,
    subject.userId,
    subject.courseId,
    subject.document,
    reason,
    outcome,
    refusal,
  ]
    .join(' ')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => all.includes(word));
}
