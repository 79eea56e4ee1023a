import { randomUUID } from 'node:crypto';
import { roleDoc } from '../../functions/src/accounts/store.ts';
import { readDocument } from '../../functions/src/commit/index.ts';
import { assignRoleCommand, roleBefore } from '../../functions/src/people/assign-role.ts';
import { RequestId } from '../../functions/src/platform/ids.ts';
import { exits } from '../shared/exits.ts';
import { operatorAct, operatorId, submitAsOperator } from '../shared/operator-act.ts';
import type { GrantArguments } from './arguments.ts';
import { printChange } from './output.ts';

export async function run(args: GrantArguments): Promise<number> {
  const from = (await readDocument(roleDoc(args.userId)))?.role ?? 'student';
  if (args.mode === 'apply') await grant(args);
  printChange({ args, from });
  return exits.done;
}

/** Written as `setRole` writes it, told in the audit log in the same commit; the functions mirror it into the claims. */
async function grant({ userId, role, reason }: GrantArguments): Promise<void> {
  const request = { requestId: RequestId.parse(randomUUID()), userId, reason };
  const command = assignRoleCommand({ uid: operatorId, role, ...request });
  await submitAsOperator(operatorAct({ action: 'grantRole', request, before: roleBefore(userId) }), command);
}
