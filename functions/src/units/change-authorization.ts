import { staffAction } from '../audit/staff-action.ts';
import { type Command, create, type JsonObject, update, type View } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Actor } from './actor.ts';
import { changeTerms } from './authorization.ts';
import { authorizationCommand } from './authorization-command.ts';
import { availableUnitsOf } from './balance.ts';
import type { Authorization } from './schema.ts';
import { authorizationDoc, unitEntryDoc } from './store.ts';
import { ChangeAuthorizationOutcome, ChangeAuthorizationRequest } from './wire.ts';

/** Reads 1 (authorization), writes 2 (it and the entry). */
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

/** For the log: the numbers that a change may replace. */
function termsBefore(authorization: Authorization | undefined): JsonObject {
  if (authorization === undefined) return {};
  const { totalUnits, validFrom, validTo, limits } = authorization;
  return { totalUnits, validFrom: validFrom.toISOString(), validTo: validTo.toISOString(), limits };
}

/** Another total, validity or limit. What is held or consumed already cannot be cut away. */
export const changeAuthorization = defineCallable({
  name: 'changeAuthorization',
  request: ChangeAuthorizationRequest,
  handler: ({ uid, data }) => {
    const doc = authorizationDoc(data.authorizationId);
    const before = (view: View) => termsBefore(view.get(doc));
    const action = 'changeAuthorization';
    return staffAction(
      { uid, roles: ['admin'], action, request: data, document: doc.path, before },
      async submit => {
        const actor = { uid, as: 'admin' } as const;
        const { outcome, replayed } = await submit(changeAuthorizationCommand({ actor, request: data }));
        return { ...outcome, replayed };
      },
    );
  },
});
