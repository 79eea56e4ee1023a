import type { Work } from '../protocol.ts';

/** One call of a round; its answer is a word such as `applied`, an error is thrown. */
export type Call = () => Promise<string>;

/** A way of doing the work, living in a process of its own. */
export type Subject = {
  /** Everything that a request would bring along is made here, so that the round measures deciding and writing. */
  prepare: (work: Work) => Call[];
  /** What it did since `prepare`, for those who want to know where the time went. */
  counts: () => Record<string, number>;
};
