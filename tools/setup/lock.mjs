import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;

/** Whether a process of that id exists; one that belongs to someone else exists too. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ownerOf(lockDir) {
  try {
    return Number(readdirSync(lockDir)[0]);
  } catch {
    return null;
  }
}

// The directory is filled before it takes the lock's name, so a lock without an owner never exists and a
// crash between the two steps leaves nothing that others would wait for.
function tryTake(lockDir) {
  const mine = `${lockDir}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(path.join(mine, String(process.pid)), '');
  try {
    renameSync(mine, lockDir);
    return true;
  } catch {
    rmSync(mine, { recursive: true, force: true });
    return false;
  }
}

// Two waiters may both see a dead owner. Whoever renames second could move the first one's fresh lock away:
// the owner inside tells, and then it is put back.
function removeStale({ lockDir, deadPid }) {
  const aside = `${lockDir}.stale-${process.pid}`;
  try {
    renameSync(lockDir, aside);
  } catch {
    return;
  }
  if (ownerOf(aside) !== deadPid) {
    renameSync(aside, lockDir);
    return;
  }
  rmSync(aside, { recursive: true, force: true });
}

/**
 * Runs `work` while no other process holds the lock directory. A lock whose owner has died is taken over.
 * `onWait(ownerPid)` is called once when another living process holds it.
 */
export async function withLock({ lockDir, onWait }, work) {
  mkdirSync(path.dirname(lockDir), { recursive: true });
  let announced = false;
  while (!tryTake(lockDir)) {
    const ownerPid = ownerOf(lockDir);
    if (ownerPid !== null && !isAlive(ownerPid)) {
      removeStale({ lockDir, deadPid: ownerPid });
      continue;
    }
    if (ownerPid !== null && !announced) {
      announced = true;
      onWait(ownerPid);
    }
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    rmSync(lockDir, { recursive: true, force: true });
  }
}
