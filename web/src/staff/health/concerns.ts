import type { Health } from '../api.ts';
import type { Tone } from '../words.ts';

export interface Concern {
  readonly tone: Exclude<Tone, 'plain' | 'good'>;
  readonly text: string;
  /** Where it is looked after. */
  readonly path: string | null;
}

/** The retry budget is a tenth of all calls: beyond it nothing is tried again. */
const RETRY_BUDGET = 0.1;
/** Below this the share says nothing. */
const ENOUGH_CALLS = 50;

/** What of the figures somebody should look at, the worst first; none when all is well. */
export function concernsOf({ lanes, retry, backlog, drift }: Health): readonly Concern[] {
  const found: readonly (Concern | false)[] = [
    drift !== null &&
      drift.contradicting > 0 &&
      bad(counted(drift.contradicting, ['record contradicts another.', 'records contradict one another.'])),
    drift !== null &&
      drift.drifted > drift.repaired &&
      bad(
        counted(drift.drifted - drift.repaired, [
          'counter is not the sum of its records.',
          'counters are not the sum of their records.',
        ]),
      ),
    backlog.parkedEvents > 0 &&
      warn(
        counted(backlog.parkedEvents, ['payment event is parked.', 'payment events are parked.']),
        '/events',
      ),
    backlog.suspense > 0 &&
      warn(
        counted(backlog.suspense, ['payment waits in suspense.', 'payments wait in suspense.']),
        '/suspense',
      ),
    lanes.giveUps + retry.giveUps > 0 &&
      warn(`${counted(lanes.giveUps + retry.giveUps, ['time', 'times'])} trying was given up.`),
    retry.calls >= ENOUGH_CALLS &&
      retry.retries > retry.calls * RETRY_BUDGET &&
      warn('More than a tenth of all calls to other services are tried again.'),
    drift !== null && !drift.isDone && warn('The newest recount has not come to its end.'),
  ];
  return found.filter(concern => concern !== false);
}

const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : many}`;

const bad = (text: string): Concern => ({ tone: 'bad', text, path: null });
const warn = (text: string, path: string | null = null): Concern => ({ tone: 'warn', text, path });
