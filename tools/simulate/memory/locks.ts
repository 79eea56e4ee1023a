/**
 * Which transactions have read which documents, so that nobody else writes them until the end of these; and which
 * documents a commit is about to write, so that nobody else locks them meanwhile.
 */
export class Locks {
  readonly #holders = new Map<string, Set<string>>();
  readonly #paths = new Map<string, Set<string>>();
  /** By path: the commit that writes it next. */
  readonly #claims = new Map<string, object>();

  open(transaction: string): void {
    this.#paths.set(transaction, new Set());
  }

  isOpen(transaction: string): boolean {
    return this.#paths.has(transaction);
  }

  /** All of them or none; false if a commit is about to write one. */
  hold({ paths, transaction }: { paths: readonly string[]; transaction: string }): boolean {
    if (paths.some(path => this.#claims.has(path))) return false;
    for (const path of paths) {
      this.#paths.get(transaction)?.add(path);
      const holders = this.#holders.get(path) ?? new Set();
      this.#holders.set(path, holders.add(transaction));
    }
    return true;
  }

  /**
   * One after the other as long as they are free; those that it got it keeps, also while it waits for the next. The
   * emulator does so in an order of its own, which changes with the documents' names; here it is that of the paths.
   */
  claim({ paths, transaction, commit }: Claim): boolean {
    for (const path of [...paths].sort()) {
      const claimedBy = this.#claims.get(path) ?? commit;
      if (claimedBy !== commit || !this.#isFree({ path, transaction })) return false;
      this.#claims.set(path, commit);
    }
    return true;
  }

  /** Lets go of what a commit has got so far. */
  unclaim({ paths, commit }: Pick<Claim, 'paths' | 'commit'>): void {
    for (const path of paths) if (this.#claims.get(path) === commit) this.#claims.delete(path);
  }

  /** Ends it; false if it had ended before. */
  close(transaction: string): boolean {
    const paths = this.#paths.get(transaction);
    if (paths === undefined) return false;
    this.#paths.delete(transaction);
    for (const path of paths) {
      const holders = this.#holders.get(path);
      holders?.delete(transaction);
      if (holders?.size === 0) this.#holders.delete(path);
    }
    return true;
  }

  #isFree({ path, transaction }: { path: string; transaction: string | undefined }): boolean {
    for (const holder of this.#holders.get(path) ?? []) if (holder !== transaction) return false;
    return true;
  }
}

interface Claim {
  readonly paths: readonly string[];
  /** What it has read itself is in nobody's way but others'. */
  readonly transaction: string | undefined;
  readonly commit: object;
}
