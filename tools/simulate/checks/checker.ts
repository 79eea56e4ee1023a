import type { Documents } from '../memory/documents.ts';
import type { Changed } from '../memory/memory-firestore.ts';
import type { Verdicts } from './verdicts.ts';

/** What a check looks at and where it tells. */
export interface Looking {
  readonly documents: Documents;
  readonly verdicts: Verdicts;
}

/** A check of documents whose paths fit; `*` is one segment. Called for each change, and at the end for each document. */
export interface Checker {
  readonly pattern: string;
  look(looking: Looking, change: Changed): void;
}

/** A path with a star in place of each name: every second segment is one. */
export const patternOf = (path: string): string =>
  path
    .split('/')
    .map((segment, index) => (index % 2 === 0 ? segment : '*'))
    .join('/');

/** The path's document so many levels up. */
export const above = (path: string, levels: number): string =>
  path
    .split('/')
    .slice(0, -2 * levels)
    .join('/');
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
