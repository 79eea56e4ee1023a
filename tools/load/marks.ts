export type Mark = { readonly atSeconds: number; readonly what: string };

/** What was done to the system while it was measured, by seconds since the measuring began. */
export class Marks {
  readonly #marks: Mark[] = [];
  readonly #recorder: { readonly elapsedSeconds: number };

  constructor({ recorder }: { recorder: { readonly elapsedSeconds: number } }) {
    this.#recorder = recorder;
  }

  add(what: string): void {
    this.#marks.push({ atSeconds: Number(this.#recorder.elapsedSeconds.toFixed(2)), what });
  }

  all(): readonly Mark[] {
    return this.#marks;
  }
}
