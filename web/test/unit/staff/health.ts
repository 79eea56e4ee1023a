import type { Health } from '../../../src/staff/api.ts';

type Recounted = Omit<Health, 'drift'> & { readonly drift: NonNullable<Health['drift']> };

/** A system that does well. */
export const health = (): Recounted => ({
  at: '2026-03-02T10:00:00.000Z',
  lanes: {
    instances: 1,
    commands: 100,
    commits: 80,
    commandsPerCommit: 1.25,
    conflicts: 2,
    rereads: 1,
    isolations: 0,
    replayed: 1,
    refused: 3,
    retries: 2,
    giveUps: 0,
    unknownOutcomes: 0,
  },
  retry: { calls: 60, attempts: 61, retries: 1, giveUps: 0 },
  backlog: { receivedEvents: 0, parkedEvents: 0, outbox: 0, suspense: 0 },
  drift: {
    runId: 'run-1',
    mode: 'dryRun',
    startedAt: '2026-03-02T03:00:00.000Z',
    savedAt: '2026-03-02T03:01:00.000Z',
    isDone: true,
    checked: 500,
    drifted: 0,
    repaired: 0,
    contradicting: 0,
    unsettled: 0,
  },
  byFunction: [],
  reportsLeftOut: 0,
});
