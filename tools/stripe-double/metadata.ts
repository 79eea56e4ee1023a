import { invalidRequest } from './errors.ts';
import { isRecord, type Params, paramName } from './params.ts';
import type { Metadata } from './types.ts';

const MAXIMUM_KEYS = 50;
const MAXIMUM_KEY_LENGTH = 40;
const MAXIMUM_VALUE_LENGTH = 500;

/**
 * The metadata after a request: given keys are set, a key sent empty is removed, `metadata=''` removes all.
 * Holds Stripe's limits (50 keys, 40 characters a key, 500 a value).
 */
export function mergeMetadata(params: Params, current: Metadata = {}): Metadata {
  const sent = params.values['metadata'];
  if (sent === undefined) return current;
  if (sent === '' || sent === null) return {};
  const param = paramName(params, 'metadata');
  if (!isRecord(sent)) throw invalidRequest({ message: `Invalid hash: ${param}`, param });
  const merged = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(sent)) {
    const text = checkedValue({ key, value, param });
    if (text === '') merged.delete(key);
    else merged.set(key, text);
  }
  if (merged.size > MAXIMUM_KEYS) {
    throw invalidRequest({
      message: `Metadata can have at most ${MAXIMUM_KEYS} keys, not ${merged.size}.`,
      param,
    });
  }
  return Object.fromEntries(merged);
}

function checkedValue({ key, value, param }: { key: string; value: unknown; param: string }): string {
  if (key.length > MAXIMUM_KEY_LENGTH) {
    throw invalidRequest({
      message: `Metadata keys can have up to ${MAXIMUM_KEY_LENGTH} characters.`,
      param,
    });
  }
  const text = value === null ? '' : value;
  const field = `${param}[${key}]`;
  if (typeof text !== 'string')
    throw invalidRequest({ message: `Metadata values are strings.`, param: field });
  if (text.length > MAXIMUM_VALUE_LENGTH) {
    const message = `Metadata values can have up to ${MAXIMUM_VALUE_LENGTH} characters, not ${text.length}.`;
    throw invalidRequest({ message, param: field });
  }
  return text;
}
