import { type ChainHead, linkHash, rootHash } from './chain.ts';

/** What is wrong with a chain, and where. */
export type ChainFinding =
  /** The link is not what it was when it was written. */
  | { readonly kind: 'changed'; readonly position: number; readonly name: string }
  /** Links from … to are not there. */
  | { readonly kind: 'missing'; readonly position: number; readonly to: number }
  /** A link that no other one follows on: put in from elsewhere. */
  | { readonly kind: 'inserted'; readonly position: number; readonly name: string }
  /** A link that stands after later ones. */
  | { readonly kind: 'reordered'; readonly position: number; readonly name: string }
  /** No link at all: what stands there has no position, or no hash. */
  | { readonly kind: 'unreadable'; readonly name: string }
  /** The chain's owner remembers another length or another last hash. */
  | { readonly kind: 'headMismatch'; readonly length: number; readonly recorded: number };

type Gap = Extract<ChainFinding, { kind: 'missing' }>;

/** Whatever is stored where a link should be. */
export type StoredLink = Readonly<Record<string, unknown>>;

/**
 * Checks every link against its own hash, its neighbours and the head that the chain's owner keeps.
 * @param links in the order in which they are kept
 */
export function verifyChain({
  links,
  chainName,
  head,
}: {
  links: Iterable<StoredLink>;
  chainName: string;
  head: ChainHead;
}): readonly ChainFinding[] {
  const verifier = new ChainVerifier(chainName);
  const findings: ChainFinding[] = [];
  for (const link of links) findings.push(...verifier.add(link));
  return [...findings, ...verifier.finish(head)];
}

interface Candidate {
  readonly name: string;
  readonly position: number;
  readonly previousHash: string;
  readonly hash: string;
  /** Its hash covers what it says. */
  readonly isWhole: boolean;
  /** It follows on the link before: undefined if that one is missing. */
  readonly follows: boolean | undefined;
}

/** Checks a chain while it is read, however long: it holds a few links at a time. */
export class ChainVerifier {
  /** Kept as stretches: a forged position may be any number. */
  #missing: readonly Gap[] = [];
  /** All that stand at the highest position so far: one, unless somebody put in another. */
  #group: readonly Candidate[] = [];
  /** Hashes at the position before; undefined if it is missing. */
  #before: readonly Candidate[] | undefined;
  /** The link before the last, if the last does not follow on it. */
  #suspects: readonly ChainFinding[] = [];
  readonly #rootHash: string;

  constructor(chainName: string) {
    this.#rootHash = rootHash(chainName);
  }

  add(stored: StoredLink): readonly ChainFinding[] {
    const name = nameOf(stored);
    const { position, hash, previousHash } = stored;
    if (!isPosition(position) || typeof hash !== 'string' || typeof previousHash !== 'string')
      return [{ kind: 'unreadable', name }];
    const last = this.#lastPosition;
    if (position < last) return [this.#outOfPlace({ position, name })];
    const base = { name, position, hash, previousHash, isWhole: linkHash(stored) === hash };
    if (position === last) {
      this.#group = [...this.#group, this.#linked(base)];
      return [];
    }
    if (position > last + 1)
      this.#missing = [...this.#missing, { kind: 'missing', position: last + 1, to: position - 1 }];
    const isNext = position === last + 1;
    const settled = this.#settle(isNext ? { previousHash, isWhole: base.isWhole } : undefined);
    this.#before = isNext && last > 0 ? settled.kept : undefined;
    this.#group = [this.#linked(base)];
    return settled.findings;
  }

  finish(head: ChainHead): readonly ChainFinding[] {
    const length = this.#lastPosition;
    const isWholeLength = length === head.length;
    const { findings, kept } = this.#settle(
      isWholeLength ? { previousHash: head.hash, isWhole: true } : undefined,
    );
    const lastHash = kept.at(-1)?.hash ?? this.#rootHash;
    const headMismatch: ChainFinding[] =
      isWholeLength && lastHash === head.hash
        ? []
        : [{ kind: 'headMismatch', length, recorded: head.length }];
    return [...findings, ...this.#suspects, ...this.#missing, ...headMismatch];
  }

  get #lastPosition(): number {
    return this.#group.at(-1)?.position ?? 0;
  }

  #linked(link: Omit<Candidate, 'follows'>): Candidate {
    const hashes = link.position === 1 ? [this.#rootHash] : this.#before?.map(({ hash }) => hash);
    return { ...link, follows: hashes?.includes(link.previousHash) };
  }

  #outOfPlace({ position, name }: { position: number; name: string }): ChainFinding {
    const gap = this.#missing.find(each => each.position <= position && position <= each.to);
    if (gap === undefined) return { kind: 'inserted', position, name };
    this.#missing = this.#missing.flatMap(each => (each === gap ? withoutOne(gap, position) : [each]));
    return { kind: 'reordered', position, name };
  }

  /**
   * Judges the links at the last position by the one that comes after: whoever is followed belongs to the chain.
   * @param next undefined if nothing follows that could tell
   */
  #settle(next: { previousHash: string; isWhole: boolean } | undefined): {
    readonly findings: readonly ChainFinding[];
    readonly kept: readonly Candidate[];
  } {
    const isFollowed = ({ hash }: Candidate) => next !== undefined && next.previousHash === hash;
    const kept =
      this.#group.find(isFollowed) ??
      this.#group.find(({ follows, isWhole }) => follows === true && isWhole) ??
      this.#group[0];
    if (kept === undefined) return { findings: [], kept: [] };
    const inserted = this.#group
      .filter(link => link !== kept)
      .map(({ position, name }) => ({ kind: 'inserted', position, name }) as const);
    const isDisowned = next?.isWhole === true && !isFollowed(kept);
    const isForeign = kept.follows === false && (isDisowned || next === undefined || kept.position === 1);
    const changed = { kind: 'changed', position: kept.position, name: kept.name } as const;
    // Either this one was written anew, hash and all, or the one after it was put in its place from elsewhere: that
    // is told by the one after that.
    const isSuspect = kept.isWhole && isDisowned && !isForeign;
    const isChanged = !kept.isWhole || isForeign;
    const cleared = isChanged || isSuspect;
    const findings = [...(cleared ? [] : this.#suspects), ...(isChanged ? [changed] : []), ...inserted];
    this.#suspects = isSuspect ? [changed] : [];
    return { findings, kept: [kept] };
  }
}

const withoutOne = ({ position, to }: Gap, found: number): readonly Gap[] =>
  [
    { kind: 'missing', position, to: found - 1 } as const,
    { kind: 'missing', position: found + 1, to } as const,
  ].filter(gap => gap.position <= gap.to);

const isPosition = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;

function nameOf({ eventId, entryId }: StoredLink): string {
  const name = eventId ?? entryId;
  return typeof name === 'string' ? name : '?';
}
