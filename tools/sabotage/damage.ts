import type { ProjectName } from '../test/arguments.ts';

/** A place in the sources and what it becomes. The text must stand there exactly once. */
export interface Edit {
  /** Relative to the project. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** Who should notice: some tests, or a command that ends with 1 when an invariant is broken. */
export type Catcher =
  | {
      readonly kind: 'tests';
      readonly project: ProjectName;
      /** Part of the paths of the test files. */
      readonly paths: readonly string[];
    }
  | {
      readonly kind: 'command';
      /** As it is shown: `simulate`. */
      readonly name: string;
      /** Relative to the project. */
      readonly script: string;
      readonly args: readonly string[];
    };

/** One thing done wrong on purpose. */
export interface Damage {
  readonly name: string;
  /** What a school would see of it. */
  readonly harm: string;
  readonly edits: readonly Edit[];
  readonly catchers: readonly Catcher[];
}

export const unit = (...paths: string[]): Catcher => tests('unit', paths);
export const emulator = (...paths: string[]): Catcher => tests('emulator', paths);
export const simulation = (...paths: string[]): Catcher => tests('simulation', paths);
export const rules = (...paths: string[]): Catcher => tests('rules', paths);

const tests = (project: ProjectName, names: readonly string[]): Catcher => ({
  kind: 'tests',
  project,
  paths: names.map(name => `functions/test/${project}/${name}`),
});

/** Whole student lives over a Firestore in memory, every invariant after each commit: it has no wire to be damaged. */
export const simulated: Catcher = {
  kind: 'command',
  name: 'npm run simulate',
  script: 'tools/simulate/main.ts',
  args: ['--seed', '1', '--steps', '4000', '--no-record'],
};
