import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { runChecks } from './run-checks.ts';
import type { WorkerMessage } from './worker-protocol.ts';

// Started by verifyAll, in an environment that names the Firestore to look at.

const Request = z.strictObject({
  stripeUrl: z.string().nullable(),
  acknowledgedFile: z.string().nullable(),
  withStatistics: z.boolean(),
});

const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);

const verification = await runChecks(Request.parse(workerData), {
  say: line => tell({ kind: 'say', line }),
  onFinding: finding => tell({ kind: 'finding', finding }),
});
// Whoever asked ends this thread, and with it what is still connected.
tell({ kind: 'done', verification });
