import {
  apply,
  type Change,
  type Command,
  type Decision,
  fingerprintOf,
  type JsonObject,
  type Load,
  toWrite,
  type View,
} from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import type { Refusal } from '../platform/refusal.ts';
import { type Actor, refuseActor } from './actor.ts';
import type { Authorization } from './schema.ts';
import { authorizationDoc, unitEntryDoc } from './store.ts';

interface Parts<Outcome extends JsonObject> {
  readonly operation: string;
  readonly actor: Actor;
  /** All of it: the same id for anything else is refused. */
  readonly request: { readonly authorizationId: Id; readonly requestId: Id };
  /** Beside the authorization. */
  readonly loads: readonly Load[];
  readonly outcomeSchema: Command<Outcome>['outcomeSchema'];
  /** The changes beside the receipt, which is the ledger's entry. */
  decide(input: {
    readonly authorization: Authorization | undefined;
    readonly view: View;
  }): { readonly kind: 'decided'; readonly outcome: Outcome; readonly changes: readonly Change[] } | Refusal;
}

/**
 * A change of one authorization by somebody. Its receipt is the entry it leaves in the ledger, named by the request,
 * so one id stands for one change of this authorization, whatever its kind. An admin's is submitted through `actingOn`
 * or `staffAction`, which check the role.
 */
export function authorizationCommand<Outcome extends JsonObject>(parts: Parts<Outcome>): Command<Outcome> {
  const { operation, actor, request, loads, outcomeSchema } = parts;
  const { authorizationId, requestId: entryId } = request;
  const authorization = authorizationDoc(authorizationId);
  return {
    operation,
    aggregate: authorization.path,
    receipt: {
      doc: unitEntryDoc({ authorizationId, entryId }),
      fingerprint: fingerprintOf(operation, { ...request, by: actor.uid }),
    },
    loads: [toWrite(authorization), ...loads],
    outcomeSchema,
    decide: (view): Decision<Outcome> => {
      const stored = view.get(authorization);
      const refusal = refuseActor({ actor, authorization: stored });
      if (refusal !== undefined) return refusal;
      const result = parts.decide({ authorization: stored, view });
      return result.kind === 'refused' ? result : apply(result.outcome, result.changes);
    },
  };
}
