import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

let reaper: ChildProcess | undefined;

// In a session of its own, so that Ctrl-C in the terminal does not end it before its work is due; and not
// counted among what keeps this process running.
function startReaper(): ChildProcess {
  const script = path.join(import.meta.dirname, 'reaper.mjs');
  const child = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  // A reaper that is gone must not take the command down with it; it is started again for the next child.
  child.stdin?.on('error', () => undefined);
  child.on('exit', () => {
    reaper = undefined;
  });
  if (child.stdin !== null && 'unref' in child.stdin && typeof child.stdin.unref === 'function') {
    child.stdin.unref();
  }
  return child;
}

/** Has this process and its descendants ended should the current process die without doing so itself. */
export function reapWithParent(pid: number): void {
  reaper ??= startReaper();
  reaper.stdin?.write(`watch ${pid}\n`);
}

/** To be called when the process has ended: its id may soon belong to another. */
export function forgetProcess(pid: number): void {
  reaper?.stdin?.write(`forget ${pid}\n`);
}
