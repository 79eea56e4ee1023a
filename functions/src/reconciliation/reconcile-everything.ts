import { onSchedule } from 'firebase-functions/scheduler';
import { systemClock } from '../platform/clock.ts';
import { dayKey } from '../platform/day-key.ts';
import '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { closeStreamingFirestore } from '../platform/stream-query.ts';
import { reconcile } from './reconcile.ts';
import { newTally } from './saved-run.ts';
import { type StageName, StageName as StageNames, type Tally } from './schema.ts';

/** Every event of every session is too much for a night: lessons are for the operator's command. */
export const nightlyStages: readonly StageName[] = StageNames.options.filter(name => name !== 'lessons');

/**
 * Every night: each counter against its records, as `scripts/reconcile.ts` does. Repairs nothing. What an instance
 * does not get through, the retry goes on with.
 */
export const reconcileEverything = onSchedule(
  { schedule: '10 10 * * *', timeZone: 'Etc/UTC', timeoutSeconds: 1_800, memory: '512MiB', retryCount: 3 },
  async () => {
    const day = dayKey(systemClock.now(), 'Etc/UTC');
    try {
      await reconcileNightly({ runId: Id.parse(`nightly-${day}`) });
    } finally {
      await closeStreamingFirestore();
    }
  },
);

/** Tells each drift in the log: names of documents and fields, never what they hold. */
export async function reconcileNightly({ runId }: { runId: Id }): Promise<Tally> {
  let tally = newTally;
  const steps = reconcile({ stages: nightlyStages, mode: 'dryRun', runId, isStored: true });
  for await (const step of steps) {
    if (step.kind === 'done') tally = step.tally;
    if (step.kind !== 'drift') continue;
    const { stage, path, differences, outcome } = step.drift;
    const fields = differences.map(({ field }) => field).join();
    log.warn('counterDrift', { stage, path, fields, outcome });
  }
  log.info('reconcileEverything', { ...tally });
  return tally;
}
