import { ApiError } from './api-error.ts';
import type { Classification } from './classification.ts';
import { asErrorShape, type ErrorShape } from './error-shape.ts';
import { classifyHttpStatus } from './http-status.ts';
import { classifyNetworkError } from './network-errors.ts';
import { classifyRefusal } from './refusals.ts';
import { classifyStatusCode } from './status-codes.ts';
import { classifyStripeError } from './stripe-errors.ts';

/** What nobody knows is a bug until it has a row: repeating it hides it. */
const unrecognised: Classification = { kind: 'permanent', reason: 'unrecognised', retry: 'never' };

/** fetch wraps the socket's error once, undici and gaxios once more; a longer chain is a cycle. */
const deepestCause = 4;

/** The order matters: Stripe's errors also carry `code` and `statusCode`, refusals carry Firebase codes. */
const classifiers: readonly ((error: ErrorShape) => Classification | undefined)[] = [
  classifyRefusal,
  classifyStripeError,
  classifyStatusCode,
  classifyNetworkError,
  classifyHttpStatus,
];

/**
 * Tells what a failure means: see `Classification`. Looks through `cause`, because fetch hides the socket's
 * error there. An `ApiError` keeps its kind and is never retried again: one layer retries, never two.
 *
 * @param error anything thrown; never throws itself.
 */
export function classify(error: unknown): Classification {
  if (error instanceof ApiError) return { ...error.classification, retry: 'never' };
  let current = asErrorShape(error);
  for (let depth = 0; current !== undefined && depth <= deepestCause; depth += 1) {
    const classification = classifyShape(current);
    if (classification !== undefined) return classification;
    current = asErrorShape(current['cause']);
  }
  return unrecognised;
}

function classifyShape(error: ErrorShape): Classification | undefined {
  for (const classifier of classifiers) {
    const classification = classifier(error);
    if (classification !== undefined) return classification;
  }
  return undefined;
}
