/**
 * Whether an intent is remembered beyond the page. Not if its request holds answers to personal questions
 * (`registerVerificationAnswers`, `answerChallenge`): not even a hash of those is kept.
 */
export const isKept = (name: string): boolean => !/^(register|answer)/.test(name);

/** What tells one intent from another: who wants what. */
export interface IntentParts {
  readonly uid: string;
  readonly name: string;
  readonly request: object;
  /** The caller's own name for it. */
  readonly intent: string | undefined;
}

/** The same text for the same intent, whatever the order of the request's fields. Never stored. */
export function intentText({ uid, name, request, intent }: IntentParts): string {
  return JSON.stringify([uid, name, request, intent ?? null], ordered);
}

/** Name in storage: tells nothing of the request. */
export const INTENT_PREFIX = 'seatbelt:intent:';

/** The key under which an intent's id is stored. */
export async function intentKey(input: { uid: string; text: string }): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(input.text));
  const hex = [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return `${INTENT_PREFIX}${input.uid}:${hex}`;
}

function ordered(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
