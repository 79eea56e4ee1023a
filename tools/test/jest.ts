import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { stateDir } from '../setup/paths.mjs';
import { runDirectory } from '../stack/run-directory.ts';
import type { ProjectName } from './arguments.ts';
import { runTool } from './run-step.ts';
import type { JestReport, Step } from './summary.ts';

export type Selection = {
  projects: readonly ProjectName[];
  paths: readonly string[];
  testName: string | undefined;
  /** Whether a selection without a single test is fine: a group may be empty, a path asked for may not. */
  mayBeEmpty: boolean;
  /** Whether to leave out what the code under test logs: wanted for a test at hand, noise in a whole run. */
  hidesLogs: boolean;
};

/**
 * Every core, where jest would leave one idle: most files wait for the emulator, or for processes of their own. More than
 * four would only wait for the one emulator.
 */
const workers = Math.min(availableParallelism(), 4);

/** Commands that tests start by the dozen compile the same modules each: the second one finds them done. */
const compileCache = { NODE_COMPILE_CACHE: path.join(stateDir, 'compile-cache') };

function readReport(file: string): JestReport | undefined {
  if (!existsSync(file)) return undefined;
  const report: JestReport = JSON.parse(readFileSync(file, 'utf8'));
  return report;
}

/** Runs jest on the selected groups, with `env` on top of this process's environment. */
export async function runJest({
  name,
  selection,
  env,
}: {
  name: string;
  selection: Selection;
  env: NodeJS.ProcessEnv;
}): Promise<Step> {
  const outputFile = path.join(runDirectory(), `jest-${selection.projects.join('-')}.json`);
  const args = ['-c', 'jest.config.mjs', '--json', `--outputFile=${outputFile}`];
  if (selection.mayBeEmpty) args.push('--passWithNoTests');
  if (selection.hidesLogs) args.push('--silent');
  if (selection.testName !== undefined) args.push('-t', selection.testName);
  // All files share one stack, whose clock some of them move.
  args.push(selection.projects.includes('browser') ? '--runInBand' : `--maxWorkers=${workers}`);
  args.push('--selectProjects', ...selection.projects);
  if (selection.paths.length > 0) args.push('--testPathPatterns', ...selection.paths);
  const ok = await runTool({
    script: 'jest/bin/jest.js',
    args,
    env: { ...process.env, ...compileCache, ...env },
  });
  return { kind: 'tests', name, ok, report: readReport(outputFile) };
}
