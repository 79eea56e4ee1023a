import { HttpsError } from 'firebase-functions/https';
import type { z } from 'zod';
import { type Reason, reasons } from './reasons.ts';
import { type FieldIssue, RefusalError } from './refusal.ts';
import { classify } from './retry/index.ts';

/** The one shape in which a client learns of a «no». */
export function toHttpsError(error: unknown): HttpsError {
  if (error instanceof HttpsError) return error;
  if (error instanceof RefusalError) return refusalError(error.refusal);
  // What may pass by itself is no bug: a read that timed out, say.
  const mayPass = classify(error).kind !== 'permanent';
  return refusalError({ reason: mayPass ? 'UNAVAILABLE' : 'INTERNAL', fields: [] });
}

export function invalidInput(error: z.ZodError): HttpsError {
  return refusalError({ reason: 'INVALID_INPUT', fields: error.issues.flatMap(toFieldIssues) });
}

export function refusalError({
  reason,
  fields,
}: {
  reason: Reason;
  fields: readonly FieldIssue[];
}): HttpsError {
  const { code, message, retryable } = reasons[reason];
  const details = fields.length === 0 ? { reason, retryable } : { reason, retryable, fields };
  return new HttpsError(code, message, details);
}

function toFieldIssues(issue: z.core.$ZodIssue): FieldIssue[] {
  // A key of the client's own choosing may be as long as the body.
  const at = issue.path.map(part => String(part).slice(0, 64));
  if (issue.code !== 'unrecognized_keys') return [{ path: at.join('.'), message: issue.message }];
  return issue.keys.map(key => ({
    path: [...at, key.slice(0, 64)].join('.'),
    message: 'is not a known field',
  }));
}
