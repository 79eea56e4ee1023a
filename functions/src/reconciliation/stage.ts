import type { Change, DocumentData, Load, View } from '../commit/index.ts';
import type { Difference } from '../platform/difference.ts';
import type { Id } from '../platform/ids.ts';
import type { Found, Records } from './documents.ts';
import type { StageName } from './schema.ts';
import { differencesOf, type Truth } from './truth.ts';

/** What one look at a document and its records showed. */
export interface Look extends Truth {
  /** The document with the counters. */
  readonly path: string;
  /** What the page was made of: looked at again under this name. */
  readonly parent: string;
  readonly stored: DocumentData;
  /** Of everything that was read: two looks with the same saw one moment. */
  readonly versions: string;
}

/** What a repair knows of the moment it is decided in. */
export interface Repair {
  readonly look: Look;
  readonly correctionId: Id;
  readonly differences: readonly Difference[];
}

/** One kind of counter. */
export interface Stage {
  readonly name: StageName;
  /** Documents in all, about; for the progress shown. */
  count(): Promise<number>;
  /** Pages of what is recounted, in the order of names. @param after a path to go on behind */
  parents(after: string | null): AsyncGenerator<readonly Found[]>;
  /** One of them as it is now. */
  parentAt(path: string): Promise<Found>;
  look(parents: readonly Found[], records: Records): Promise<readonly Look[]>;
  /** How long whatever keeps the counters up to date may take. */
  readonly patienceMs: number;
  /** Before a repair: makes up for what was missed, where a counter has sources that were never counted. */
  prepare?(look: Look): Promise<void>;
  /** What a repair sets the counters to, where that is not what `look` expects. */
  lookToRepair?(parent: Found): Promise<readonly Look[]>;
  /** The documents beside the counters that the repair creates. */
  rows(repair: Repair): readonly Load[];
  /** Pure, like every decision. What is stored is what the look saw. */
  mend(repair: Repair, view: View): readonly Change[];
}

export const differencesIn = (look: Look): readonly Difference[] => differencesOf(look);

export const isClean = (look: Look): boolean =>
  look.contradictions.length === 0 && differencesIn(look).length === 0;
