import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../setup/lock.mjs';
import { stateDir } from '../setup/paths.mjs';

const runsDir = path.join(stateDir, 'runs');
const kept = 10;

// Logs of a run that failed are wanted afterwards; those of long ago are not.
function removeOldRuns(): void {
  const ended = readdirSync(runsDir)
    .filter(name => !isAlive(Number(name.split('-')[1])))
    .sort();
  for (const name of ended.slice(0, -kept))
    rmSync(path.join(runsDir, name), { recursive: true, force: true });
}

let directory: string | undefined;

/** The directory of this process for logs and generated configuration. The last ten runs are kept. */
export function runDirectory(): string {
  if (directory !== undefined) return directory;
  const startedAt = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  directory = path.join(runsDir, `${startedAt}-${process.pid}`);
  mkdirSync(directory, { recursive: true });
  removeOldRuns();
  return directory;
}
