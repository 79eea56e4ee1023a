import { classify } from '../platform/retry/index.ts';

/**
 * What a failed load or commit means to the lane.
 * - `conflict`: somebody else wrote first, or our own lost commit landed. Load again, decide again.
 * - `unknownOutcome`: it may have landed. The same cure: if it did, its receipt is there now.
 * - `exhausted`: Firestore is over its limit. The same cure too, but only after a second at least.
 * - `permanent`: it will fail again; one of the commands is to blame.
 */
export type LaneFailure = 'conflict' | 'unknownOutcome' | 'exhausted' | 'permanent';

/** @param error whatever the SDK threw */
export function classifyFailure(error: unknown): LaneFailure {
  const { kind, reason } = classify(error);
  // An update's document vanished between load and commit: loading again shows the new state.
  if (reason === 'notFound') return 'conflict';
  switch (kind) {
    case 'conflict':
      return 'conflict';
    case 'permanent':
      return 'permanent';
    case 'exhausted':
      return 'exhausted';
    case 'transient':
    case 'unknownOutcome':
      return 'unknownOutcome';
  }
}

/**
 * A commit that failed since a version had changed met none of the documents it was to create, so these need no
 * look. A wrong guess is caught by the commit itself, which answers ALREADY_EXISTS.
 */
export const leavesNewDocumentsNew = (error: unknown): boolean =>
  classify(error).reason === 'failedPrecondition';

/** The commit met a document that was taken for new: a duplicate, or an earlier try whose answer was lost. */
export const showsThatSomethingWasThere = (error: unknown): boolean =>
  classify(error).reason === 'alreadyExists';
