/** Answers that are on their way until a test lets them arrive, one after another. */
export class Gate {
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is let through. */
  pass(): Promise<void> {
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  /** Lets the one through that has waited longest. */
  open(): void {
    this.#waiting.shift()?.();
  }
}
