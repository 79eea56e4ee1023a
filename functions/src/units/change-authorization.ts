import { type Command, create, lanes, update } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { type Actor, actorOn } from './actor.ts';
import { changeTerms } from './authorization.ts';
import { authorizationCommand } from './authorization-command.ts';
import { availableUnitsOf } from './balance.ts';
import { authorizationDoc, unitEntryDoc } from './store.ts';
import { ChangeAuthorizationOutcome, ChangeAuthorizationRequest } from './wire.ts';

/** Reads 2 (authorization, role), writes 2. */
export function changeAuthorizationCommand({
  actor,
  request,
}: {
  actor: Actor;
  request: ChangeAuthorizationRequest;
}): Command<ChangeAuthorizationOutcome> {
  const { authorizationId, requestId: entryId } = request;
  return authorizationCommand<ChangeAuthorizationOutcome>({
    operation: 'changeAuthorization',
    actor,
    request,
    loads: [],
    outcomeSchema: ChangeAuthorizationOutcome,
    decide: ({ authorization, view }) => {
      const result = changeTerms({ authorization, request, actor, now: view.now });
      if (result.kind === 'refused') return result;
      const { totalUnits, reservedUnits, consumedUnits, validFrom, validTo } = result.authorization;
      return {
        kind: 'decided',
        outcome: {
          totalUnits,
          reservedUnits,
          consumedUnits,
          availableUnits: availableUnitsOf(result.authorization),
          validFrom: validFrom.toISOString(),
          validTo: validTo.toISOString(),
        },
        changes: [
          update(authorizationDoc(authorizationId), result.authorization),
          create(unitEntryDoc({ authorizationId, entryId }), result.entry),
        ],
      };
    },
  });
}

/** Another total, validity or limit. What is held or consumed already cannot be cut away. */
export const changeAuthorization = defineCallable({
  name: 'changeAuthorization',
  request: ChangeAuthorizationRequest,
  handler: async ({ uid, data }) => {
    const { authorizationId } = data;
    const { actor } = await actorOn({ authorizationId, uid, allowed: ['admin'] });
    const { outcome, replayed } = await lanes().submit(changeAuthorizationCommand({ actor, request: data }));
    return { ...outcome, replayed };
  },
});
