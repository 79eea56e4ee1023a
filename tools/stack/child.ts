import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { awaitEnd, withDescendants } from './process-tree.mjs';
import { forgetProcess, reapWithParent } from './reaper-client.ts';
import { runDirectory } from './run-directory.ts';

export type Child = {
  pid: number;
  logFile: string;
  /** Resolves when the process has ended, to a few words on how. */
  exited: Promise<string>;
  hasExited: () => boolean;
  /** Asks the process to end, waits, and ends it and all below it for good after `graceMs`. Safe to call twice. */
  stop: () => Promise<void>;
  /** Hears what the process sends by `process.send`, until what is returned is called; only with `messages: true`. */
  onMessage: (listener: (message: unknown) => void) => () => void;
  /** Sends to the process; only with `messages: true`. */
  send: (message: object) => void;
};

export type ChildOptions = {
  /** Names the log file; must be unique in a run. */
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  stopSignal?: NodeJS.Signals;
  graceMs?: number;
  messages?: boolean;
};

/** The last lines a process wrote: what to show when it ended on its own. */
export function lastLines({ logFile, count }: { logFile: string; count: number }): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-count).join('\n');
}

function launch({ options, logFile }: { options: ChildOptions; logFile: string }): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    return spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.messages === true ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
      // A process group of its own: Ctrl-C reaches the command alone, which then stops things in order.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

function howItEnds(child: ChildProcess): Promise<string> {
  return new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
}

/** Starts a process that writes to a log file of this run and ends with this process, whatever ends that. */
export function startChild(options: ChildOptions): Child {
  const logFile = path.join(runDirectory(), `${options.name}.log`);
  const child = launch({ options, logFile });
  const pids = child.pid === undefined ? [] : [child.pid];
  for (const pid of pids) reapWithParent(pid);

  let ended = false;
  const exited = howItEnds(child).then(how => {
    ended = true;
    for (const pid of pids) forgetProcess(pid);
    return how;
  });

  const stop = async () => {
    if (ended) return;
    const tree = withDescendants(pids);
    child.kill(options.stopSignal ?? 'SIGTERM');
    await awaitEnd({ pids: tree, graceMs: options.graceMs ?? 10_000 });
    await exited;
  };
  const onMessage = (listener: (message: unknown) => void) => {
    child.on('message', listener);
    return () => void child.off('message', listener);
  };
  const send = (message: object) => void child.send(message);
  return { pid: child.pid ?? 0, logFile, exited, hasExited: () => ended, stop, onMessage, send };
}
