import { Lanes, laneMetrics } from '../../../functions/src/commit/index.ts';
import { heartbeatCommand } from '../../../functions/src/compliance/heartbeat-command.ts';
import type { Work } from '../protocol.ts';
import { atOnce } from './at-once.ts';
import { heartbeatOf, STUDYING_AT_ONCE } from './study.ts';
import type { Call, Subject } from './subject.ts';

// All that an instance holds in memory: every function is deployed to all of them.
await import('../../../functions/src/index.ts');

/** Ours: the command that the heartbeat function submits, one for each student. */
export function laneHeartbeats(): Subject {
  const lanes = new Lanes();
  const callOf = (work: Work, index: number): Call => {
    const input = heartbeatOf(work, index);
    return async () => (await lanes.submit(heartbeatCommand(input))).outcome.state;
  };
  return {
    prepare: (work: Work) => {
      laneMetrics.reset();
      const calls = Array.from({ length: work.count }, (_, offset) => callOf(work, work.first + offset));
      return atOnce({ calls, limit: STUDYING_AT_ONCE });
    },
    counts: () => ({ ...laneMetrics.snapshot().total }),
  };
}
