import { defineCallable } from '../platform/callable.ts';
import { systemClock } from '../platform/clock.ts';
import { readBacklog } from './event-queries.ts';
import { newestRun, reportsSince } from './health-queries.ts';
import { driftOf, functionsOf, lanesOf, retryOf } from './health-summary.ts';
import { staffRead } from './staff-read.ts';
import { type GetHealthAnswer, GetHealthRequest } from './wire.ts';

const HOUR_MS = 3_600_000;
/** 20 instances of each function at most, and hardly ever more than a few. */
const MAX_REPORTS = 1_500;

/** How the machine is doing: what its instances counted, what waits, and what the last recount found. */
export const getHealth = defineCallable({
  name: 'getHealth',
  request: GetHealthRequest,
  handler: ({ uid, data }): Promise<GetHealthAnswer> =>
    staffRead({ uid, roles: ['admin'], action: 'getHealth', request: data }, async () => {
      const now = systemClock.now();
      const since = new Date(now.getTime() - HOUR_MS);
      const [{ reports, leftOut }, backlog, run] = await Promise.all([
        reportsSince({ since, limit: MAX_REPORTS }),
        readBacklog(),
        newestRun(),
      ]);
      return {
        at: now.toISOString(),
        lanes: lanesOf(reports),
        retry: retryOf(reports),
        backlog,
        drift: driftOf(run),
        byFunction: functionsOf(reports),
        reportsLeftOut: leftOut,
      };
    }),
});
