import { type ChildProcess, fork } from 'node:child_process';
import { request } from 'node:http';
import path from 'node:path';
import { firstRequestOf } from './first-request.ts';

const host = path.join(import.meta.dirname, 'host.mjs');
/** Far above any start: what takes longer hangs. */
const ANSWER_WITHIN_MS = 30_000;
/** As functions/.env deploys it. */
const nodeOptions = ['--max-semi-space-size=16'];

export type ColdStart = {
  /** The function's name. */
  target: string;
  /** A module, or a directory whose package.json names one. */
  code: string;
  env: Readonly<Record<string, string>>;
};

/** Milliseconds from the start of the process to the end of its first answer. */
export function timeStart(start: ColdStart): Promise<number> {
  const startedMs = performance.now();
  return withHost({ start, mode: [] }, async (_child, port) => {
    await answerOf({ port, target: start.target });
    return performance.now() - startedMs;
  });
}

/** The files that were loaded up to the first answer, as URLs. */
export function filesOfStart(start: ColdStart): Promise<readonly string[]> {
  return withHost({ start, mode: ['count'] }, async (child, port) => {
    await answerOf({ port, target: start.target });
    child.send('which?');
    const { loaded } = await messageOf(child);
    return Array.isArray(loaded) ? loaded.map(String) : [];
  });
}

async function withHost<T>(
  { start, mode }: { start: ColdStart; mode: readonly string[] },
  use: (child: ChildProcess, port: number) => Promise<T>,
): Promise<T> {
  const { target, code, env } = start;
  const child = fork(host, [code, ...mode], {
    env: { ...process.env, ...env, FUNCTIONS_EMULATOR: 'true', FUNCTION_TARGET: target, K_SERVICE: target },
    execArgv: nodeOptions,
    stdio: ['ignore', 'ignore', 2, 'ipc'],
  });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  try {
    const { port } = await messageOf(child);
    return await use(child, Number(port));
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

/** @throws Error when the process ends, or says nothing for too long */
function messageOf(child: ChildProcess): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const fail = (how: string) => reject(new Error(`a function alone in a process ${how}`));
    const timer = setTimeout(() => fail('said nothing'), ANSWER_WITHIN_MS);
    const onExit = (code: number | null) => fail(`ended with code ${code}`);
    child.once('exit', onExit);
    child.once('message', message => {
      clearTimeout(timer);
      child.off('exit', onExit);
      resolve({ ...Object(message) });
    });
  });
}

/** @throws Error when it fails: an instance that answers 500 has not started */
function answerOf({ port, target }: { port: number; target: string }): Promise<void> {
  const { method, headers, body } = firstRequestOf(target);
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const asked = request({ host: '127.0.0.1', port, path: '/', method, headers, agent: false, signal });
    asked.once('error', reject);
    asked.once('response', response => {
      const status = response.statusCode ?? 0;
      response.once('end', () =>
        status < 500 ? resolve() : reject(new Error(`${target} answered ${status} to its first request`)),
      );
      response.resume();
    });
    asked.end(body);
  });
}
