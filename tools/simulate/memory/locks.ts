/** Which transactions have read which documents: each is locked against every other writer until the end of these. */
export class Locks {
  readonly #holders = new Map<string, Set<string>>();
  readonly #paths = new Map<string, Set<string>>();

  open(transaction: string): void {
    this.#paths.set(transaction, new Set());
  }

  isOpen(transaction: string): boolean {
    return this.#paths.has(transaction);
  }

  hold({ path, transaction }: { path: string; transaction: string }): void {
    this.#paths.get(transaction)?.add(path);
    const holders = this.#holders.get(path) ?? new Set();
    this.#holders.set(path, holders.add(transaction));
  }

  isFree({ path, transaction }: { path: string; transaction: string | undefined }): boolean {
    for (const holder of this.#holders.get(path) ?? []) if (holder !== transaction) return false;
    return true;
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
}
