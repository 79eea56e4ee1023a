import { refuseWithoutRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import { apply, type Command, type JsonObject, toGuard } from '../commit/index.ts';
import { type Act, appliedEntryId, describe, uidOf } from './act.ts';
import { appendRecord, recordLoads, snapshotOf } from './append-record.ts';
import { OPERATOR } from './schema.ts';
import { auditChainDoc, chainOf } from './store.ts';

/**
 * The command, with its record in the audit log in the same commit: nothing is done without being told. The role is
 * checked there too. Costs 2 reads (the chain's end, the role) and 3 writes (the record, the
 * chain's end, the role's guard) more.
 *
 * It queues with the actor's other acts rather than with its own aggregate, since that is whom it would meet.
 */
export function audited<Outcome extends JsonObject>(command: Command<Outcome>, act: Act): Command<Outcome> {
  const uid = uidOf(act);
  const key = { entryId: appliedEntryId(act), uid };
  const isOperator = act.uid === OPERATOR;
  return {
    ...command,
    aggregate: auditChainDoc(chainOf(uid)).path,
    loads: [...command.loads, ...recordLoads(key), ...(isOperator ? [] : [toGuard(roleDoc(uid))])],
    decide: view => {
      const refusal = isOperator ? undefined : refuseWithoutRole({ uid, roles: act.roles }, view);
      if (refusal !== undefined) return refusal;
      const before = snapshotOf(act.before?.(view));
      const decision = command.decide(view);
      if (decision.kind === 'refused') return decision;
      const content = {
        ...describe(act, view),
        outcome: 'applied',
        refusal: null,
        before,
        after: snapshotOf(decision.outcome),
      } as const;
      return apply(decision.outcome, [...decision.changes, ...appendRecord({ key, content, view })]);
    },
  };
}
