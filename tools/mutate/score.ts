import type { MutantStatus } from '@stryker-mutator/api/core';

/** One damage to a rule, and what came of it. */
export interface Mutation {
  /** Relative to the project. */
  readonly file: string;
  readonly line: number;
  /** What was changed into what, on one line. */
  readonly change: string;
  readonly status: MutantStatus;
}

export interface Score {
  /** A test failed, or it went round and round. */
  readonly noticed: number;
  /** Every test that walks through it passed. */
  readonly survived: number;
  /** No test walks through it. */
  readonly untouched: number;
  /** Of a hundred that a test walks through. */
  readonly ofTouched: number;
  /** Of a hundred in all. */
  readonly ofAll: number;
}

type Fate = 'noticed' | 'survived' | 'untouched' | 'leftOut';

/** @throws for a mutant that was not tested to its end: a score without it would be a guess */
export function fateOf(status: MutantStatus): Fate {
  switch (status) {
    case 'Killed':
    case 'Timeout':
      return 'noticed';
    case 'Survived':
      return 'survived';
    case 'NoCoverage':
      return 'untouched';
    case 'Ignored':
    case 'CompileError':
      return 'leftOut';
    case 'RuntimeError':
    case 'Pending':
      throw new Error(`A mutant was not tested to its end: ${status}.`);
  }
}

export function scoreOf(mutations: readonly Mutation[]): Score {
  const count = (fate: Fate): number => mutations.filter(({ status }) => fateOf(status) === fate).length;
  const [noticed, survived, untouched] = [count('noticed'), count('survived'), count('untouched')];
  return {
    noticed,
    survived,
    untouched,
    ofTouched: percent(noticed, noticed + survived),
    ofAll: percent(noticed, noticed + survived + untouched),
  };
}

/** Nothing damaged is nothing proven: an empty part scores zero. */
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);

export const notNoticed = (mutations: readonly Mutation[]): readonly Mutation[] =>
  mutations
    .filter(({ status }) => ['survived', 'untouched'].includes(fateOf(status)))
    .toSorted((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
