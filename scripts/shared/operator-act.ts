import type { Act, ActRequest } from '../../functions/src/audit/act.ts';
import { audited } from '../../functions/src/audit/audited.ts';
import { OPERATOR } from '../../functions/src/audit/schema.ts';
import { tellRefusal } from '../../functions/src/audit/staff-action.ts';
import { type Applied, type Command, type JsonObject, lanes } from '../../functions/src/commit/index.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import { RefusalError } from '../../functions/src/platform/refusal.ts';

/** Who acts, where a command of the functions asks for it. */
export const operatorId = Id.parse(OPERATOR);

/** Whoever runs a script may do all of it: the project's own credentials say so. */
export const operatorAct = (
  act: Pick<Act, 'action' | 'document' | 'before'> & { readonly request: ActRequest },
): Act => ({ ...act, uid: OPERATOR, roles: [] });

/** As `staffAction` does for staff: told in the audit log in the same commit; a refusal is told after it. */
export async function submitAsOperator<Outcome extends JsonObject>(
  act: Act,
  command: Command<Outcome>,
): Promise<Applied<Outcome>> {
  try {
    return await lanes().submit(audited(command, act));
  } catch (error) {
    if (error instanceof RefusalError) await tellRefusal({ act, error });
    throw error;
  }
}
