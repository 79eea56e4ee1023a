import { readAnswer } from '../../stack/call.ts';
import type { TryResult } from './try-result.ts';

type Details = { readonly reason: string; readonly retryable: boolean };

function detailsIn(details: unknown): Details | undefined {
  if (typeof details !== 'object' || details === null) return undefined;
  if (!('reason' in details) || typeof details.reason !== 'string') return undefined;
  return { reason: details.reason, retryable: 'retryable' in details && details.retryable === true };
}

/** Reads what came back from a callable. What no function of ours says is no answer: a proxy's page, half a body. */
export function readCallable({ httpStatus, text }: { httpStatus: number; text: string }): TryResult {
  const answer = readAnswer({ httpStatus, text });
  if (answer.ok) return { kind: 'answered', result: answer.result };
  const details = detailsIn(answer.details);
  if (details !== undefined) return { kind: 'refused', ...details };
  return { kind: 'noAnswer', reason: `HTTP ${httpStatus} ${answer.status}` };
}
