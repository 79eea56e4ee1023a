import type { Reason } from './reasons.ts';

/** Figures far above what any endpoint needs, and far below what hurts. */
export const bodyBounds = { maxBytes: 64 * 1024, maxDepth: 8, maxItems: 100 } as const;

/** `{"__proto__": …}` would pass through the Functions SDK's decoder and change what `request.data` answers. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Body {
  readonly byteLength: number;
  readonly parsed: unknown;
}

/**
 * What is wrong with a body before anybody parses it further, or undefined. Walks without recursion: 50,000
 * levels of nesting overflow the stack of whoever recurses.
 */
export function refuseBody({ byteLength, parsed }: Body): Reason | undefined {
  if (byteLength > bodyBounds.maxBytes) return 'BODY_TOO_LARGE';
  const waiting = [{ value: parsed, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    const entries = Object.entries(value);
    if (entries.length > bodyBounds.maxItems || depth >= bodyBounds.maxDepth) return 'BODY_TOO_DEEP';
    for (const [key, child] of entries) {
      if (PROTOTYPE_KEYS.has(key)) return 'UNSAFE_KEY';
      waiting.push({ value: child, depth: depth + 1 });
    }
  }
  return undefined;
}
