import { create, toCreate, update } from '../commit/index.ts';
import { Session, StudyDay } from '../compliance/schema.ts';
import { TimeAdjustment, timeAdjustmentDoc } from '../enrollments/adjustment.ts';
import { enrollmentDoc, enrollmentKeyOf } from '../enrollments/store.ts';
import { Id } from '../platform/ids.ts';
import { childrenOf, versionsOf } from './documents.ts';
import type { Repair, Stage } from './stage.ts';
import { enrollments } from './stage-parents.ts';
import { trueHours } from './true-hours.ts';
import { contradiction, readAs } from './truth.ts';

const Credited = Session.pick({ state: true, creditedSeconds: true });
const Day = StudyDay.pick({ creditedSeconds: true });
const Taken = TimeAdjustment.pick({ seconds: true });

function rowOf({ look, correctionId }: Repair) {
  const key = enrollmentKeyOf(look.path);
  if (key === undefined) throw new Error(`${look.path} is no enrollment.`);
  const adjustmentId = Id.parse(`reconciled_${correctionId}`);
  return { key, adjustmentId, doc: timeAdjustmentDoc({ ...key, adjustmentId }) };
}

export const hours: Stage = {
  name: 'hours',
  ...enrollments,
  patienceMs: 0,
  async look(parents, records) {
    const [sessionsOf, daysOf, adjustmentsOf] = await Promise.all([
      childrenOf({ parents, records, group: 'sessions', fields: ['state', 'creditedSeconds'] }),
      childrenOf({ parents, records, group: 'days', fields: ['creditedSeconds'] }),
      childrenOf({ parents, records, group: 'adjustments', fields: ['seconds'] }),
    ]);
    return parents.map(parent => {
      const { path, data: stored } = parent;
      const sessions = readAs(Credited, sessionsOf(path));
      const days = readAs(Day, daysOf(path));
      const adjustments = readAs(Taken, adjustmentsOf(path));
      const unreadable = [sessions, days, adjustments].flatMap(each => each.unreadable);
      const truth =
        unreadable.length > 0
          ? contradiction(...unreadable)
          : trueHours({ sessions: sessions.items, days: days.items, adjustments: adjustments.items });
      const read = [parent, ...sessionsOf(path), ...daysOf(path), ...adjustmentsOf(path)];
      return { ...truth, path, parent: path, stored, versions: versionsOf(read) };
    });
  },
  rows: repair => [toCreate(rowOf(repair).doc)],
  mend(repair, view) {
    const { key, adjustmentId, doc } = rowOf(repair);
    return [
      update(enrollmentDoc(key), repair.look.expected),
      create(doc, {
        adjustmentId,
        seconds: 0,
        cause: 'reconciled',
        at: view.now,
        differences: [...repair.differences],
      }),
    ];
  },
};
