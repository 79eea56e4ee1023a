import { Worker } from 'node:worker_threads';

/**
 * Far above what a page of documents takes. Everything read is dropped soon, and without a bound V8 lets it lie until
 * the heap is as large as the machine allows.
 */
const resourceLimits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24 };

/**
 * Runs a script's own file again in a thread whose memory is bounded, and ends as that does.
 * @returns its exit code
 */
export function inBoundedMemory(file: string): Promise<number> {
  const ended = Promise.withResolvers<number>();
  const worker = new Worker(new URL(file), {
    argv: process.argv.slice(2),
    resourceLimits,
    workerData: { isTerminal: process.stderr.isTTY === true },
  });
  worker.on('error', ended.reject);
  worker.on('exit', ended.resolve);
  return ended.promise;
}
