import type { Role } from '../accounts/schema.ts';
import { staffAction } from '../audit/staff-action.ts';
import { systemChance } from '../platform/chance.ts';
import type { Id } from '../platform/ids.ts';

interface Reading {
  readonly uid: Id;
  readonly roles: readonly Role[];
  /** The callable's name. */
  readonly action: string;
  readonly request: { readonly requestId?: Id | undefined };
}

/**
 * A look that shows no single student's record: whoever lacks the role is refused, and that is told in the audit log;
 * that somebody looked is not. Costs 1 read (the role) besides its own.
 */
export const staffRead = <Answer>(reading: Reading, read: () => Promise<Answer>): Promise<Answer> => {
  const requestId = reading.request.requestId ?? systemChance.id();
  return staffAction({ ...reading, request: { requestId } }, read);
};
