import { createHash } from 'node:crypto';

/** What happened, in its order: a digest of all of it, and the last lines for people. */
export class Trace {
  readonly #digest = createHash('sha256');
  readonly #keep: number;
  #lines: string[] = [];

  constructor({ keep }: { keep: number }) {
    this.#keep = keep;
  }

  tell({ line, detail }: { line: string; detail: string }): void {
    this.#digest.update(`${line} ${detail}\n`);
    if (this.#keep === 0) return;
    this.#lines.push(line);
    // Cut seldom, so that it costs nothing.
    if (this.#lines.length > 2 * this.#keep) this.#lines = this.#lines.slice(-this.#keep);
  }

  get lines(): readonly string[] {
    return this.#keep === 0 ? [] : this.#lines.slice(-this.#keep);
  }

  digest(): string {
    return this.#digest.copy().digest('hex');
  }
}
