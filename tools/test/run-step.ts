import { spawn } from 'node:child_process';
import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { forgetProcess, reapWithParent } from '../stack/reaper-client.ts';

/** Runs one of the project's tools on this Node with this terminal; resolves to whether it succeeded. */
export function runTool(input: {
  script: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
}): Promise<boolean> {
  const script = path.join(rootDir, 'node_modules', input.script);
  const child = spawn(process.execPath, [script, ...input.args], {
    cwd: rootDir,
    env: input.env ?? process.env,
    // Both streams into stdout: jest reports on stderr, and two pipes would not keep the lines in order.
    stdio: ['ignore', 1, 1],
  });
  if (child.pid !== undefined) reapWithParent(child.pid);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => {
      if (child.pid !== undefined) forgetProcess(child.pid);
      resolve(code === 0);
    });
  });
}

/** Prints a step's name before and its time after. */
export async function timed(name: string, work: () => Promise<boolean>): Promise<boolean> {
  console.log(`\n── ${name}`);
  const startedMs = performance.now();
  const ok = await work();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`── ${name}: ${ok ? 'ok' : 'FAILED'} in ${seconds} s`);
  return ok;
}
