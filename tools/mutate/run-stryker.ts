import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { rootDir, stateDir } from '../setup/paths.mjs';
import { send, withDescendants } from '../stack/process-tree.mjs';
import type { Part } from './parts.ts';
import { ignorerName, progressName, runnerName } from './plugins.ts';

const copied = ['functions/src', 'functions/test/unit', 'functions/test/fixtures', 'functions/package.json'];

/** Folders in the way of a pattern must be named, too. */
const withParents = (file: string): string[] => {
  const names = file.split('/');
  return names.map((_, index) => `!${names.slice(0, index + 1).join('/')}`);
};

/** Tests of commands and of the Stripe double are no tests of a rule, and need files that are not copied. */
const staysInFunctions = (file: string): boolean =>
  !/from '(\.\.\/)+(scripts|tools)\//.test(readFileSync(path.join(rootDir, file), 'utf8'));

const testFilesOf = ({ tests }: Part): string[] => {
  const found = tests.flatMap(folder =>
    globSync([`functions/test/unit/${folder}.test.ts`, `functions/test/unit/${folder}/**/*.test.ts`], {
      cwd: rootDir,
    }),
  );
  return [...new Set(found)].filter(staysInFunctions).sort();
};

/** Also when it is ended from outside: a worker in the midst of a property would go on for a while. */
const cleansUp = (tempDir: string): void =>
  void process.once('exit', () => {
    for (const pid of withDescendants([process.pid])) if (pid !== process.pid) send(pid, 'SIGKILL');
    rmSync(tempDir, { recursive: true, force: true });
  });

/**
 * Every mutant of a part's rules and what came of it. Stryker makes the mutants in a copy and hands them to its workers;
 * our own runner (`runner.ts`) runs the tests in them.
 */
export async function runStryker({
  part,
  workers,
}: {
  part: Part;
  workers: number;
}): Promise<readonly MutantResult[]> {
  const tempDir = path.join(stateDir, 'mutate', `${process.pid}-${part.name}`);
  mkdirSync(tempDir, { recursive: true });
  cleansUp(tempDir);
  process.chdir(rootDir);
  const stryker = new Stryker({
    configFile: 'tools/mutate/stryker.config.mjs',
    mutate: part.rules.map(rule => `functions/src/${rule}`),
    unitTests: testFilesOf(part),
    testRunner: runnerName,
    plugins: [path.join(import.meta.dirname, 'plugins.ts')],
    ignorers: [ignorerName],
    reporters: [progressName],
    concurrency: workers,
    tempDirName: path.relative(rootDir, tempDir),
    ignorePatterns: ['**', ...copied.flatMap(withParents), ...copied.map(file => `!${file}/**`)],
  });
  return stryker.runMutationTest();
}
