import { Worker } from 'node:worker_threads';
import { emulatorEnvironment } from '../../stack/settings.ts';
import type { Finding, Verification } from './finding.ts';
import type { ChecksRequest, Listener } from './run-checks.ts';
import type { WorkerMessage } from './worker-protocol.ts';

export interface VerifyAllInput extends Partial<ChecksRequest>, Partial<Listener> {
  readonly projectId: string;
  readonly firestoreHost: string;
}

/** Everything read is dropped soon; without a bound V8 lets it lie. What Stripe holds is the largest thing kept. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };

/**
 * Recomputes every balance, seat, unit, attempt and minute from its records, in a thread of bounded memory. Nothing may
 * be written meanwhile: what changes while it is read looks like a difference.
 * @throws Error when the database, or Stripe, cannot be read
 */
export function verifyAll(input: VerifyAllInput): Promise<Verification> {
  const { projectId, firestoreHost, say = () => undefined, onFinding = () => undefined } = input;
  const { stripeUrl = null, acknowledgedFile = null, withStatistics = false } = input;
  const request: ChecksRequest = { stripeUrl, acknowledgedFile, withStatistics };
  const ended = Promise.withResolvers<Verification>();
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), {
    // A thread has an environment of its own: the caller's clients stay where they are connected.
    env: { ...process.env, ...emulatorEnvironment({ projectId, firestoreHost }) },
    workerData: request,
    resourceLimits,
  });
  let verification: Verification | undefined;
  worker.on('message', (message: WorkerMessage) => {
    switch (message.kind) {
      case 'say':
        return say(message.line);
      case 'finding':
        return onFinding(message.finding);
      case 'done':
        verification = message.verification;
        ended.resolve(message.verification);
        // Streams that were left early would keep the thread for minutes.
        void worker.terminate();
    }
  });
  worker.on('error', ended.reject);
  worker.on('exit', code => {
    if (verification !== undefined) ended.resolve(verification);
    else ended.reject(new Error(`The verification ended with code ${code}.`));
  });
  return ended.promise;
}

/** For people: one line for one difference. */
export const sentenceOn = ({ invariant, document, field, expected, found }: Finding): string =>
  `${document}: ${field} must be ${JSON.stringify(expected)}, found ${JSON.stringify(found)} (${invariant})`;
