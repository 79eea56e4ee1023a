import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadStack } from './load-stack.ts';

const LOOK_EVERY_MS = 30_000;

/** Instances log every request, so a log that does not grow tells of nobody. */
const sizeOf = ({ logFiles }: Pick<LoadStack, 'logFiles'>): number =>
  logFiles.reduce((sum, file) => sum + statSync(file).size, 0);

/** Resolves when no request has come for so long. */
export async function untilIdle({
  stack,
  minutes,
}: {
  stack: Pick<LoadStack, 'logFiles'>;
  minutes: number;
}): Promise<void> {
  let size = sizeOf(stack);
  let usedAtMs = performance.now();
  while (performance.now() - usedAtMs < minutes * 60_000) {
    await sleep(LOOK_EVERY_MS);
    const sizeNow = sizeOf(stack);
    if (sizeNow !== size) usedAtMs = performance.now();
    size = sizeNow;
  }
}
