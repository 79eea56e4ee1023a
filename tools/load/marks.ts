export type Mark = { readonly atSeconds: number; readonly what: string };

/** What was done to the system while it was measured, by seconds since the measuring began. */
export class Marks {
  readonly #marks: Mark[] = [];
  readonly #startedAtMs: number;

  constructor({ startedAtMs }: { startedAtMs: number }) {
    this.#startedAtMs = startedAtMs;
  }

  add(what: string): void {
    const atSeconds = Number(((performance.now() - this.#startedAtMs) / 1_000).toFixed(2));
    this.#marks.push({ atSeconds, what });
  }

  all(): readonly Mark[] {
    return this.#marks;
  }
}
