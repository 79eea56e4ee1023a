import { z } from 'zod';
import { roleDoc } from '../accounts/store.ts';
import { apply, type Command, toWrite } from '../commit/index.ts';
import type { Reason } from '../platform/reasons.ts';
import { type Act, describe, refusedEntryId, uidOf } from './act.ts';
import { appendRecord, recordLoads } from './append-record.ts';
import { auditChainDoc, chainOf } from './store.ts';

const Recorded = z.object({});

/** Tells of an act that was asked for and refused. Reads 2 (chain, role) and writes 2, the first time. */
export function recordRefusal(input: {
  readonly act: Act;
  readonly reason: Reason;
  /** `2026-03-08` */
  readonly day: string;
}): Command<Record<string, never>> {
  const { act, reason } = input;
  const uid = uidOf(act);
  const key = { entryId: refusedEntryId(input), uid };
  return {
    operation: 'recordRefusal',
    aggregate: auditChainDoc(chainOf(uid)).path,
    receipt: 'state',
    outcomeSchema: Recorded,
    // The role is told, nothing rests on it: no guard.
    loads: [...recordLoads(key), toWrite(roleDoc(uid))],
    decide: view => {
      const said = { ...describe(act, view), outcome: 'refused', refusal: reason } as const;
      return apply({}, appendRecord({ key, content: { ...said, before: null, after: null }, view }));
    },
  };
}
