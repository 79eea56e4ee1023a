import { type ClientReason, type Failure, type FieldIssue, type Reason, SeatbeltError } from './errors.ts';

const clientFailures: Readonly<Record<ClientReason, readonly [code: string, message: string]>> = {
  OFFLINE: ['unavailable', 'You are offline. Nothing is lost.'],
  NO_ANSWER: ['unavailable', 'No answer right now. Trying again is safe: nothing happens twice.'],
  SIGN_IN_EXPIRED: ['unauthenticated', 'Your sign-in has expired. Please sign in again.'],
  ABORTED: ['cancelled', 'Stopped before an answer came.'],
};

/** A failure that no server told of. All but an expired sign-in may be tried again: the intent keeps its id. */
export function clientFailure(reason: ClientReason): Failure {
  const [code, message] = clientFailures[reason];
  return { code, reason, retryable: reason !== 'SIGN_IN_EXPIRED', fields: [], message };
}

/** For whoever gave up waiting before anything was sent. */
export const aborted = (callable: string): SeatbeltError =>
  new SeatbeltError({ ...clientFailure('ABORTED'), callable, attempts: 0 });

/** Codes behind which there may be no answer at all: gateways, broken connections, time that ran out. */
const unanswered: ReadonlySet<string> = new Set([
  'internal',
  'unknown',
  'unavailable',
  'deadline-exceeded',
  'cancelled',
  'aborted',
  'resource-exhausted',
]);

/** A newer server may know more reasons than this client: they are handed on, for a `default` of the page's. */
const isReason = (value: unknown): value is Reason =>
  typeof value === 'string' && /^[A-Z][A-Z_]+$/.test(value);

/**
 * What a rejected attempt means. The server's own refusals carry `details`; everything else is told by Firebase's
 * code: a lost connection reaches us as `internal`, like a gateway's error page.
 * @param error whatever the Functions SDK rejected with
 */
export function classify(error: unknown): Failure {
  const code = codeOf(error);
  const details = property(error, 'details');
  const reason = property(details, 'reason');
  if (isReason(reason)) {
    return {
      code,
      reason,
      retryable: property(details, 'retryable') === true,
      fields: fieldsOf(property(details, 'fields')),
      message: messageOf(error),
    };
  }
  if (unanswered.has(code)) return { ...clientFailure('NO_ANSWER'), code };
  if (code === 'unauthenticated') return clientFailure('SIGN_IN_EXPIRED');
  return finalFailure({ code, reason: code === 'invalid-argument' ? 'INVALID_INPUT' : 'INTERNAL' });
}

/** A refusal that came without a sentence of its own. */
export const finalFailure = (
  known: Pick<Failure, 'code' | 'reason'>,
  message = 'Something went wrong on our side.',
): Failure => ({ ...known, retryable: false, fields: [], message });

/** Whether a fresh token may be all that was missing. */
export const asksForSignIn = ({ reason }: Pick<Failure, 'reason'>): boolean =>
  reason === 'SIGN_IN_REQUIRED' || reason === 'SIGN_IN_EXPIRED';

/** Without the service that Firebase puts before it: `functions/not-found`. */
export function codeOf(error: unknown): string {
  const code = property(error, 'code');
  return typeof code === 'string' ? code.slice(code.lastIndexOf('/') + 1) : 'unknown';
}

/** The SDK puts the HTTP status behind the server's sentence: «Please sign in first. [401]». */
function messageOf(error: unknown): string {
  const message = property(error, 'message');
  return typeof message === 'string' ? message.replace(/ \[\d{1,3}\]$/, '') : '';
}

/** The server's own list, or nothing. */
const fieldsOf = (value: unknown): readonly FieldIssue[] => (Array.isArray(value) ? value : []);

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
