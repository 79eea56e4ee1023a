import { Worker } from 'node:worker_threads';
import type { ReconcileArguments } from './arguments.ts';

/**
 * Far above what a page of documents takes. Everything read is dropped soon, and without a bound V8 lets it lie until
 * the heap is as large as the machine allows.
 */
const resourceLimits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24 };

export interface ThreadData {
  readonly args: ReconcileArguments;
  readonly isTerminal: boolean;
}

/**
 * Runs a script in a thread whose memory is bounded, and ends as that does.
 * @returns its exit code
 */
export function inBoundedMemory({ script, data }: { script: URL; data: ThreadData }): Promise<number> {
  const ended = Promise.withResolvers<number>();
  const worker = new Worker(script, { resourceLimits, workerData: data });
  worker.on('error', ended.reject);
  worker.on('exit', ended.resolve);
  return ended.promise;
}
