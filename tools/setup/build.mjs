import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectNode, rootDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

/** Compiles functions/src to functions/lib (incremental: under a second when little changed). */
export function buildFunctions() {
  const compiler = path.join(rootDir, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = path.join('functions', 'tsconfig.json');
  const result = spawnSync(projectNode, [compiler, '-p', project], { cwd: rootDir, encoding: 'utf8' });
  if (result.status === 0) return;

  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  const errors = output.split('\n').filter(line => line.includes('error TS'));
  const first = errors[0] ?? output.split('\n')[0] ?? 'the compiler could not be started';
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new SetupError(
    `The functions do not compile: ${first}${more}. Run \`npm run build\` to see all of it.`,
  );
}
