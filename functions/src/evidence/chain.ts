import { createHash } from 'node:crypto';

/**
 * An append-only chain: each link's hash covers its content and the hash before it, so that none can be changed,
 * taken out or put in between without every later hash telling. Sessions and the audit log keep one each.
 */
export interface Link {
  /** From 1, without a gap. */
  readonly position: number;
  readonly previousHash: string;
  /** SHA-256 in hex over everything else in the link. */
  readonly hash: string;
}

/** What the owner of a chain keeps of it. */
export interface ChainHead {
  readonly length: number;
  readonly hash: string;
}

/** The hash before the first link: it names the chain, so that no link can be moved to another one. */
export const rootHash = (chainName: string): string =>
  createHash('sha256').update(`seatbelt-chain:${chainName}`).digest('hex');

export const emptyChain = (chainName: string): ChainHead => ({ length: 0, hash: rootHash(chainName) });

/** The next link for this content, and the head it leaves. Content is plain data; its key order does not matter. */
export function append<Content extends object>({
  head,
  content,
}: {
  head: ChainHead;
  content: Content;
}): { readonly link: Content & Link; readonly head: ChainHead } {
  const position = head.length + 1;
  const previousHash = head.hash;
  const hash = linkHash({ ...content, position, previousHash });
  return { link: { ...content, position, previousHash, hash }, head: { length: position, hash } };
}

/** The hash a link must bear. `hash` itself and the lane's `receipt` are not part of what it says. */
export function linkHash(link: object): string {
  const { hash: _hash, receipt: _receipt, ...said } = { hash: undefined, receipt: undefined, ...link };
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}

/** One text for equal data: keys sorted, instants as ISO 8601 in UTC, undefined fields left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}
