type Listener<Detail> = (detail: Detail) => void;

/** Listeners of one event. One that throws keeps neither the others nor the work from going on. */
export class Emitter<Detail> {
  readonly #listeners = new Set<Listener<Detail>>();

  /** @returns what ends it */
  on(listener: Listener<Detail>): () => void {
    // Wrapped, so that the same function may listen twice and leave once.
    const own: Listener<Detail> = detail => listener(detail);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  emit(detail: Detail): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(detail);
      } catch (error) {
        // Told as any uncaught error of the page, and not ours to handle.
        reportError(error);
      }
    }
  }
}
