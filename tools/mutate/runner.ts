import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { INSTRUMENTER_CONSTANTS as names } from '@stryker-mutator/api/core';
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { runTestFile, type TestOutcome } from './test-file.ts';

/** Hits per mutant, of each test. */
type Coverage = Record<string, Record<string, number>>;

/** What the instrumented sources look at to know which mutant is on, and where they note what was walked through. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Coverage } | undefined;
}

const switchboard: Switchboard = {};
Object.assign(globalThis, { [names.NAMESPACE]: switchboard });

/** Written by the first worker for the others: quick tests go first, since one failure is enough. */
const timesFile = 'test-times.json';

function readTimes(): Readonly<Record<string, number>> {
  const timesMs: Readonly<Record<string, number>> = JSON.parse(readFileSync(timesFile, 'utf8'));
  return timesMs;
}

const fileOf = (testId: string): string => testId.slice(0, testId.indexOf(' › '));
const loadOf = (label: string): string => `${label} › (load)`;
function noteTest(id: string): void {
  switchboard.currentTestId = id;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Stryker's way to run tests: once without a mutant, noting which test walks where, then for each mutant. */
export class UnitTestRunner implements TestRunner {
  readonly #files: readonly string[];
  #timesMs: Readonly<Record<string, number>> | undefined;

  constructor({ files }: { files: readonly string[] }) {
    this.#files = files;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun(): Promise<DryRunResult> {
    const coverage: { static: Record<string, number>; perTest: Coverage } = { static: {}, perTest: {} };
    switchboard.mutantCoverage = coverage;
    const tests: TestResult[] = [];
    const timesMs: Record<string, number> = {};
    for (const label of this.#files) {
      switchboard.currentTestId = loadOf(label);
      const outcomes = await this.#run({ label, onTestStart: noteTest });
      tests.push(...outcomes.map(outcome => resultOf({ outcome, label })));
      shareLoad({ coverage: coverage.perTest, label, outcomes });
      for (const { id, durationMs } of outcomes) timesMs[id] = durationMs;
    }
    switchboard.currentTestId = undefined;
    writeFileSync(timesFile, JSON.stringify(timesMs));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    Object.assign(switchboard, { activeMutant: activeMutant.id, hitLimit, mutantCoverage: undefined });
    switchboard.hitCount = hitLimit === undefined ? undefined : 0;
    let ran = 0;
    try {
      for (const { label, only } of this.#quickestFirst(testFilter)) {
        const outcomes = await this.#run({ label, only });
        ran += outcomes.length;
        if (isOverLimit()) return { status: MutantRunStatus.Timeout, reason: 'it went round and round' };
        const failed = outcomes.find(({ failure }) => failure !== undefined);
        if (failed !== undefined) return killed({ by: failed, ran });
      }
      return { status: MutantRunStatus.Survived, nrOfTests: ran };
    } finally {
      switchboard.activeMutant = undefined;
    }
  }

  /** A file that cannot be loaded counts as a test that failed: a mutant did it. */
  async #run(wanted: {
    label: string;
    only?: ReadonlySet<string>;
    onTestStart?: (id: string) => void;
  }): Promise<readonly TestOutcome[]> {
    try {
      const file = path.resolve(wanted.label);
      return await runTestFile({ ...wanted, file, endsAtFailure: switchboard.activeMutant !== undefined });
    } catch (error) {
      return [{ id: loadOf(wanted.label), durationMs: 0, failure: messageOf(error) }];
    }
  }

  #quickestFirst(testFilter: readonly string[] | undefined): { label: string; only: Set<string> }[] {
    const timesMs = this.#timesMs ?? readTimes();
    this.#timesMs = timesMs;
    const byFile = Map.groupBy(testFilter ?? Object.keys(timesMs), fileOf);
    const timeOf = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + (timesMs[id] ?? 0), 0);
    return [...byFile]
      .toSorted(([, a], [, b]) => timeOf(a) - timeOf(b))
      .map(([label, ids]) => ({ label, only: new Set(ids) }));
  }
}

/** What a file walks through when it is loaded, each of its tests rests on. */
function shareLoad({
  coverage,
  label,
  outcomes,
}: {
  coverage: Coverage;
  label: string;
  outcomes: readonly TestOutcome[];
}): void {
  const loaded = coverage[loadOf(label)];
  delete coverage[loadOf(label)];
  if (loaded === undefined) return;
  for (const { id } of outcomes) coverage[id] = { ...loaded, ...coverage[id] };
}

const isOverLimit = (): boolean =>
  switchboard.hitLimit !== undefined && (switchboard.hitCount ?? 0) > switchboard.hitLimit;

const killed = ({ by, ran }: { by: TestOutcome; ran: number }): MutantRunResult => ({
  status: MutantRunStatus.Killed,
  killedBy: [by.id],
  failureMessage: by.failure ?? '',
  nrOfTests: ran,
});

function resultOf({ outcome, label }: { outcome: TestOutcome; label: string }): TestResult {
  const { id, durationMs, failure } = outcome;
  const test = { id, name: id, timeSpentMs: durationMs, fileName: path.resolve(label) };
  return failure === undefined
    ? { ...test, status: TestStatus.Success }
    : { ...test, status: TestStatus.Failed, failureMessage: failure };
}
