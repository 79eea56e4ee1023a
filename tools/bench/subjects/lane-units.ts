import { Lanes, laneMetrics } from '../../../functions/src/commit/index.ts';
import { RefusalError } from '../../../functions/src/platform/refusal.ts';
import { reserveUnitsCommand } from '../../../functions/src/units/reserve-units.ts';
import type { Work } from '../protocol.ts';
import { type Hold, holdsOf } from './hold.ts';
import type { Subject } from './subject.ts';

await import('../../../functions/src/index.ts');

/** Ours: the command that the reserveUnits function submits. Answers HELD, or UNITS_EXCEEDED. */
export function laneUnits(): Subject {
  const lanes = new Lanes();
  const hold = async (wanted: Hold): Promise<string> => {
    try {
      await lanes.submit(reserveUnitsCommand(wanted));
      return 'HELD';
    } catch (error) {
      if (error instanceof RefusalError && error.refusal.reason === 'UNITS_EXCEEDED') return 'UNITS_EXCEEDED';
      throw error;
    }
  };
  return {
    prepare: (work: Work) => {
      laneMetrics.reset();
      return holdsOf(work).map(wanted => () => hold(wanted));
    },
    counts: () => ({ ...laneMetrics.snapshot().total }),
  };
}
