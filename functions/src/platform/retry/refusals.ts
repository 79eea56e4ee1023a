import type { Classification } from './classification.ts';
import { type ErrorShape, isRecord, textOf } from './error-shape.ts';

const validationNames = new Set(['ZodError', '$ZodError']);

/**
 * Our own answers, before any code on them is looked at: a refusal often carries `failed-precondition`, which
 * from Firestore would be a conflict worth deciding again, and here is the decision itself.
 */
export function classifyRefusal(error: ErrorShape): Classification | undefined {
  if (validationNames.has(textOf(error['name'])) && Array.isArray(error['issues'])) {
    return { kind: 'permanent', reason: 'validation', retry: 'never' };
  }
  if (error['name'] === 'RefusalError' || hasFinalReason(error['details'])) {
    return { kind: 'permanent', reason: 'refusal', retry: 'never' };
  }
  return undefined;
}

/** The wire shape of a refusal: `details: { reason: 'SOLD_OUT', retryable: false }`. */
function hasFinalReason(details: unknown): boolean {
  return isRecord(details) && typeof details['reason'] === 'string' && details['retryable'] !== true;
}
