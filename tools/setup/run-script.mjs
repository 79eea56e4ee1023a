import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { projectNode, rootDir } from './paths.mjs';

/** Signals that end a command. They are passed on, so that the script can stop what it has started. */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const endWithParent = new URL('./end-with-parent.mjs', import.meta.url).href;

function scriptEnvironment(env) {
  const bin = path.join(rootDir, 'node_modules', '.bin');
  const PATH = `${bin}${path.delimiter}${env.PATH ?? ''}`;
  // Nothing local runs on Google's machines: without this its libraries look for their metadata server.
  return { METADATA_SERVER_DETECTION: 'none', ...env, PATH };
}

const startedBy = process.ppid;
const parentCheckMs = 500;

// npm passes SIGTERM on to a shell, and the shell dies of it without passing it on. What is left of the command
// then belongs to another parent, and ends itself.
function endWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === startedBy) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, parentCheckMs);
  timer.unref();
}

/**
 * Runs a TypeScript file on the project's Node with this process's terminal, and resolves to the exit code a
 * shell would report (128 + the signal's number when it was ended by one).
 */
export function runScript({ script, args, env }) {
  const child = spawn(projectNode, ['--import', endWithParent, path.resolve(rootDir, script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: scriptEnvironment(env),
  });
  endWithNpm(child);
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
