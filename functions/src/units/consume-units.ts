import { type Command, toWrite } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { actingOn } from './acting.ts';
import { type Actor, actorOn } from './actor.ts';
import { authorizationCommand } from './authorization-command.ts';
import { availableUnitsOf } from './balance.ts';
import { endedChanges } from './changes.ts';
import { consume } from './ending.ts';
import { reservationDoc } from './store.ts';
import { ConsumeUnitsOutcome, ConsumeUnitsRequest } from './wire.ts';

/** Reads 2 (authorization, reservation), writes 3 (both, and the entry). */
export function consumeUnitsCommand({
  actor,
  request,
}: {
  actor: Actor;
  request: ConsumeUnitsRequest;
}): Command<ConsumeUnitsOutcome> {
  const reservation = reservationDoc(request);
  return authorizationCommand<ConsumeUnitsOutcome>({
    operation: 'consumeUnits',
    actor,
    request,
    loads: [toWrite(reservation)],
    outcomeSchema: ConsumeUnitsOutcome,
    decide: ({ authorization, view }) => {
      const stored = { authorization, reservation: view.get(reservation) };
      const result = consume({ stored, request, actor, now: view.now });
      if (result.kind === 'refused') return result;
      const { reservedUnits, consumedUnits } = result.authorization;
      const availableUnits = availableUnitsOf(result.authorization);
      return {
        kind: 'decided',
        outcome: { consumedUnits, reservedUnits, availableUnits },
        changes: endedChanges(result),
      };
    },
  });
}

/** The instructor says how much of a lesson was driven. */
export const consumeUnits = defineCallable({
  name: 'consumeUnits',
  request: ConsumeUnitsRequest,
  handler: async ({ uid, data }) => {
    const { authorizationId } = data;
    const { actor, pins } = await actorOn({ authorizationId, uid, allowed: ['instructor', 'admin'] });
    return actingOn({ actor, pins, action: 'consumeUnits', request: data }, async submit => {
      const { outcome, replayed } = await submit(consumeUnitsCommand({ actor, request: data }));
      return { ...outcome, replayed };
    });
  },
});
