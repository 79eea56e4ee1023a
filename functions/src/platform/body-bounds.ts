import { type Refusal, refuse, refuseField } from './refusal.ts';

/** Figures far above what any endpoint needs, and far below what hurts. */
export const bodyBounds = { maxBytes: 64 * 1024, maxDepth: 8, maxItems: 100 } as const;

/** `{"__proto__": …}` would pass through the Functions SDK's decoder and change what `request.data` answers. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** How native clients wrap a long number; the SDK's decoder throws at any other type, and at what is no number. */
const WRAPPED_NUMBERS: ReadonlySet<unknown> = new Set([
  'type.googleapis.com/google.protobuf.Int64Value',
  'type.googleapis.com/google.protobuf.UInt64Value',
]);

interface Body {
  readonly byteLength: number;
  readonly parsed: unknown;
}

interface Place {
  readonly value: unknown;
  /** Keys from the body's root, the first of them the callable protocol's own `data`. */
  readonly path: readonly string[];
}

/**
 * What is wrong with a body before anybody parses it further, or undefined. Walks without recursion: 50,000
 * levels of nesting overflow the stack of whoever recurses.
 */
export function refuseBody({ byteLength, parsed }: Body): Refusal | undefined {
  if (byteLength > bodyBounds.maxBytes) return refuse('BODY_TOO_LARGE');
  const waiting: Place[] = [{ value: parsed, path: [] }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const entries = childrenOf(place.value);
    const refusal = refusePlace({ ...place, entries });
    if (refusal !== undefined) return refusal;
    for (const [key, value] of entries) waiting.push({ value, path: [...place.path, key] });
  }
  return undefined;
}

const childrenOf = (value: unknown): readonly [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

function refusePlace({
  value,
  path,
  entries,
}: Place & { entries: readonly [string, unknown][] }): Refusal | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : refuseValue(path);
  if (typeof value !== 'object' || value === null) return undefined;
  if (entries.length > bodyBounds.maxItems || path.length >= bodyBounds.maxDepth)
    return refuseField({ reason: 'BODY_TOO_DEEP', path: nameOf(path) });
  const unsafe = entries.find(([key]) => PROTOTYPE_KEYS.has(key));
  if (unsafe !== undefined) return refuseField({ reason: 'UNSAFE_KEY', path: nameOf([...path, unsafe[0]]) });
  return isDecodable(value) ? undefined : refuseValue(path);
}

function isDecodable(value: object): boolean {
  if (!('@type' in value) || !value['@type']) return true;
  if (!WRAPPED_NUMBERS.has(value['@type']) || !('value' in value)) return false;
  const { value: wrapped } = value;
  const isScalar = typeof wrapped === 'string' || typeof wrapped === 'number';
  return isScalar && !Number.isNaN(Number.parseFloat(`${wrapped}`));
}

/** Half of a surrogate pair, which no database stores, or a wrapped value that cannot be unwrapped. */
const refuseValue = (path: readonly string[]): Refusal =>
  refuseField({ reason: 'INVALID_INPUT', path: nameOf(path) });

/** As a schema names it: without `data`, and no key in full that is longer than any of ours. */
const nameOf = (path: readonly string[]): string =>
  path
    .slice(1)
    .map(key => key.slice(0, 64))
    .join('.');
