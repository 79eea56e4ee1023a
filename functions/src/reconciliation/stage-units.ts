import { create, toCreate, update } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import { Reservation, UnitEntry } from '../units/schema.ts';
import { authorizationDoc, unitEntryDoc } from '../units/store.ts';
import { childrenOf, versionsOf } from './documents.ts';
import type { Repair, Stage } from './stage.ts';
import { authorizations } from './stage-parents.ts';
import { anyDoc } from './store.ts';
import { trueUnits } from './true-units.ts';
import { contradiction, readAs } from './truth.ts';

const Entry = UnitEntry.pick({ effect: true });
const Held = Reservation.pick({ state: true, units: true, consumedUnits: true });
const Parties = UnitEntry.pick({ studentId: true, instructorId: true });

const authorizationIdOf = (path: string): Id => Id.parse(path.split('/')[1]);

function rowOf({ look, correctionId }: Repair) {
  const entryId = Id.parse(`reconciled_${correctionId}`);
  const doc = unitEntryDoc({ authorizationId: authorizationIdOf(look.path), entryId });
  return { entryId, doc };
}

export const units: Stage = {
  name: 'units',
  ...authorizations,
  patienceMs: 0,
  async look(parents, records) {
    const [entriesOf, reservationsOf] = await Promise.all([
      childrenOf({ parents, records, group: 'ledger', fields: ['effect'] }),
      childrenOf({ parents, records, group: 'reservations', fields: ['state', 'units', 'consumedUnits'] }),
    ]);
    return parents.map(parent => {
      const { path, data: stored } = parent;
      const [entries, reservations] = [readAs(Entry, entriesOf(path)), readAs(Held, reservationsOf(path))];
      const unreadable = [...entries.unreadable, ...reservations.unreadable];
      const truth =
        unreadable.length > 0
          ? contradiction(...unreadable)
          : trueUnits({ entries: entries.items, reservations: reservations.items });
      const versions = versionsOf([parent, ...entriesOf(path), ...reservationsOf(path)]);
      return { ...truth, path, parent: path, stored, versions };
    });
  },
  rows: repair => [toCreate(rowOf(repair).doc)],
  mend(repair, view) {
    const { look, differences } = repair;
    const { entryId, doc } = rowOf(repair);
    return [
      update(authorizationDoc(authorizationIdOf(look.path)), look.expected),
      create(doc, {
        entryId,
        kind: 'reconciled',
        effect: { total: 0, reserved: 0, consumed: 0 },
        ...Parties.parse(view.get(anyDoc(look.path))),
        reservationId: null,
        by: null,
        reason: null,
        isWaived: false,
        terms: null,
        recordedAt: view.now,
        differences: [...differences],
      }),
    ];
  },
};
