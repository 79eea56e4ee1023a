import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { projectNode, rootDir } from './paths.mjs';

/** Signals that end a command. They are passed on, so that the script can stop what it has started. */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a TypeScript file on the project's Node with this process's terminal, and resolves to the exit code a
 * shell would report (128 + the signal's number when it was ended by one).
 */
export function runScript({ script, args, env }) {
  const bin = path.join(rootDir, 'node_modules', '.bin');
  const child = spawn(projectNode, [path.resolve(rootDir, script), ...args], {
    stdio: 'inherit',
    env: { ...env, PATH: `${bin}${path.delimiter}${env.PATH ?? ''}` },
  });
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
