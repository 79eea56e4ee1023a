import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { WorkerAnswer, type WorkerOrder } from './worker-protocol.ts';

export interface WorkerProcess {
  /** What its callers were told; rejects if it ended without telling. */
  readonly answers: Promise<readonly WorkerAnswer[]>;
  /** Ends it as a machine that is switched off does. */
  kill(): Promise<void>;
}

/** Starts a process with lanes of its own. */
export function startWorker(order: WorkerOrder): WorkerProcess {
  const file = path.join(import.meta.dirname, 'worker.ts');
  const child = spawn(process.execPath, [file, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answers = answersOf(child);
  // One that is killed has nothing to tell, and its test does not ask.
  answers.catch(() => undefined);
  return {
    answers,
    kill: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function answersOf(child: ChildProcess): Promise<readonly WorkerAnswer[]> {
  if (child.stdout === null) throw new Error('The worker has no output.');
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return z.array(WorkerAnswer).parse(JSON.parse(output));
}
