import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 100;

/** Sends a signal; false when there is no such process. Signal 0 only asks whether there is one. */
export function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

function processTable() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const lines = (stdout ?? '').trim().split('\n');
  return lines.map(line => line.trim().split(/\s+/).map(Number));
}

/**
 * The given processes and all below them. To be asked before any is ended: the children of a dead process
 * belong to init and can no longer be found.
 */
export function withDescendants(pids) {
  const table = processTable();
  const all = new Set(pids);
  for (let before = -1; before !== all.size; ) {
    before = all.size;
    for (const [pid, parentPid] of table) if (all.has(parentPid)) all.add(pid);
  }
  return [...all];
}

/** Waits until all have ended, and ends for good what is left after `graceMs`. */
export async function awaitEnd({ pids, graceMs }) {
  const deadlineMs = Date.now() + graceMs;
  while (Date.now() < deadlineMs && pids.some(pid => send(pid, 0))) await sleep(pollMs);
  for (const pid of pids) send(pid, 'SIGKILL');
}
