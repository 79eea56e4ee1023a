import type { Act } from '../audit/act.ts';
import { staffAction } from '../audit/staff-action.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { assignRoleCommand, roleBefore } from './assign-role.ts';
import { signIns } from './auth-client.ts';
import { type SetRoleAnswer, SetRoleRequest } from './wire.ts';

/** Gives a role or takes it away. Holds from the commit on, whatever the tokens say that are about. */
export const setRole = defineCallable({
  name: 'setRole',
  request: SetRoleRequest,
  handler: ({ uid, data }): Promise<SetRoleAnswer> =>
    staffAction(actOf({ uid, data }), async submit => {
      // Not even to give: so there is always one admin left, whoever just acted.
      if (data.userId === uid) throw refused('NOT_FOR_ONESELF');
      if (!(await signIns.exists(data.userId))) throw refused('ACCOUNT_NOT_FOUND');
      const { outcome, replayed } = await submit(assignRoleCommand({ uid, ...data }));
      return { ...outcome, replayed };
    }),
});

const actOf = ({ uid, data }: { uid: Id; data: SetRoleRequest }): Act => ({
  uid,
  roles: ['admin'],
  action: 'setRole',
  request: data,
  before: roleBefore(data.userId),
});
