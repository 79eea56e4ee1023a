import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectNode, rootDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

function run(args) {
  const result = spawnSync(projectNode, args, { cwd: rootDir, encoding: 'utf8' });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  return { isDone: result.status === 0, lines: output.split('\n') };
}

function compile() {
  const compiler = path.join(rootDir, 'node_modules', 'typescript', 'bin', 'tsc');
  const { isDone, lines } = run([compiler, '-p', path.join('functions', 'tsconfig.json')]);
  if (isDone) return;
  const errors = lines.filter(line => line.includes('error TS'));
  const first = errors[0] ?? (lines[0] || 'the compiler could not be started');
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new SetupError(
    `The functions do not compile: ${first}${more}. Run \`npm run build\` to see all of it.`,
  );
}

// In a process of its own: on a fresh machine the bundler is not there yet when this file is loaded.
function bundle() {
  const { isDone, lines } = run([path.join('tools', 'bundle', 'main.mjs')]);
  if (isDone) return;
  const first = lines.find(line => /error/i.test(line)) ?? 'the bundler could not be started';
  throw new SetupError(`The functions cannot be bundled: ${first}. Run \`npm run build\` to see all of it.`);
}

/** Compiles functions/src to functions/lib and bundles what is deployed (about a second when little changed). */
export function buildFunctions() {
  compile();
  bundle();
}
