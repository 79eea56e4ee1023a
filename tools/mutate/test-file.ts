import { expect } from 'expect';
import type { Event, State } from 'jest-circus';
import {
  addEventHandler,
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  getState,
  it,
  resetState,
  run,
  test,
} from 'jest-circus';
import { fastCheck } from './fast-check.ts';
import { ModuleRegistry } from './module-registry.ts';

type TestEntry = Extract<Event, { name: 'test_start' }>['test'];
type Block = State['rootDescribeBlock'];

export interface TestOutcome {
  readonly id: string;
  readonly durationMs: number;
  readonly failure: string | undefined;
}

export interface FileRun {
  /** Absolute. */
  readonly file: string;
  /** As tests are told apart: `FILE › its full name`. */
  readonly label: string;
  /** Those to run; all if left out. */
  readonly only?: ReadonlySet<string>;
  /** Whether the first failure ends it. */
  readonly endsAtFailure: boolean;
  readonly onTestStart?: (id: string) => void;
}

let current: (FileRun & { hasFailed: boolean }) | undefined;

Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, it, test, expect });

addEventHandler(event => {
  if (current === undefined) return;
  if (event.name === 'test_start') {
    const id = idOf(event.test, current.label);
    const isWanted = current.only === undefined || current.only.has(id);
    if (!isWanted || current.hasFailed) event.test.mode = 'skip';
    else current.onTestStart?.(id);
  }
  if (event.name === 'test_done' && current.endsAtFailure) current.hasFailed ||= event.test.errors.length > 0;
});

const namesOf = (block: Block | undefined): string[] =>
  block?.parent === undefined ? [] : [...namesOf(block.parent), block.name];

const idOf = (entry: TestEntry, label: string): string =>
  `${label} › ${[...namesOf(entry.parent), entry.name].join(' ')}`;

const testsIn = (block: Block): TestEntry[] =>
  block.children.flatMap(child => (child.type === 'test' ? [child] : testsIn(child)));

const textOf = (errors: readonly unknown[]): string | undefined => {
  const [first] = errors.flat().filter(error => error !== undefined && error !== null);
  if (first === undefined) return undefined;
  return first instanceof Error ? first.message : String(first);
};

/**
 * Runs one file of tests in this process as jest's own runner does, on modules loaded anew, without what makes jest
 * slow to start: half a second for each of some thousand mutants is most of an hour.
 * @throws if the file cannot even be loaded
 */
export async function runTestFile(wanted: FileRun): Promise<readonly TestOutcome[]> {
  resetState();
  const state = getState();
  state.parentProcess = process;
  state.testTimeout = 30_000;
  current = { ...wanted, hasFailed: false };
  try {
    new ModuleRegistry({ 'fast-check': fastCheck }).load(wanted.file);
    const tests = testsIn(state.rootDescribeBlock);
    const { unhandledErrors } = await run();
    const outside = textOf(unhandledErrors);
    if (outside !== undefined) throw new Error(outside);
    return tests.filter(hasRun).map(entry => ({
      id: idOf(entry, wanted.label),
      durationMs: entry.duration ?? 0,
      failure: textOf(entry.errors),
    }));
  } finally {
    current = undefined;
  }
}

const hasRun = ({ status, mode }: TestEntry): boolean => status === 'done' && mode !== 'skip';
