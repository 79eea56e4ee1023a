import { create, toCreate, update } from '../commit/index.ts';
import { noEffect } from '../enrollments/balance.ts';
import { withEffect } from '../enrollments/enrollment.ts';
import { Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import { enrollmentDoc, enrollmentKeyOf, ledgerEntryDoc } from '../enrollments/store.ts';
import { systemClock } from '../platform/clock.ts';
import { childrenOf, versionsOf } from './documents.ts';
import type { Repair, Stage } from './stage.ts';
import { enrollments } from './stage-parents.ts';
import { anyDoc } from './store.ts';
import { trueBalance } from './true-balance.ts';
import { contradiction, readAs } from './truth.ts';

const Entry = LedgerEntry.pick({ effect: true });

const rowOf = ({ look, correctionId }: Repair) =>
  ledgerEntryDoc({ accountPath: look.path, entryId: `reconciled_${correctionId}` });

/** Money: the ledger is never touched, the balance is set to what it adds up to. */
export const balances: Stage = {
  name: 'balances',
  ...enrollments,
  patienceMs: 0,
  async look(parents, records) {
    const entriesOf = await childrenOf({ parents, records, group: 'ledger', fields: ['effect'] });
    const now = systemClock.now();
    return parents.map(parent => {
      const { path, data: stored } = parent;
      const entries = entriesOf(path);
      const { items, unreadable } = readAs(Entry, entries);
      const truth =
        unreadable.length > 0 ? contradiction(...unreadable) : trueBalance({ stored, entries: items, now });
      return { ...truth, path, parent: path, stored, versions: versionsOf([parent, ...entries]) };
    });
  },
  rows: repair => [toCreate(rowOf(repair))],
  mend(repair, view) {
    const { look, differences } = repair;
    const key = enrollmentKeyOf(look.path);
    if (key === undefined) throw new Error(`${look.path} is no enrollment.`);
    const { enrollmentStatus: _, ...expected } = look.expected;
    const enrollment = Enrollment.parse({ ...view.get(anyDoc(look.path)), ...expected });
    const row = rowOf(repair);
    return [
      update(enrollmentDoc(key), withEffect({ enrollment, effect: noEffect, now: view.now })),
      create(row, {
        entryId: LedgerEntry.shape.entryId.parse(row.path.split('/').at(-1)),
        kind: 'reconciled',
        amount: 0,
        currency: enrollment.currency,
        effect: noEffect,
        paymentIntentId: null,
        recordedAt: view.now,
        differences: [...differences],
      }),
    ];
  },
};
