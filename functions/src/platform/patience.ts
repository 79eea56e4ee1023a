import { Readable } from 'node:stream';

const DEADLINE_EXCEEDED = 4;
/** A stream that has said nothing for so long while somebody waits for it has stalled. */
const STALLED_AFTER_MS = 20_000;

/**
 * Ends a stream that stalls, as if its time were up. It was seen with the emulator, both sides idle, some ten thousand
 * documents in: the reader would have waited for ten minutes.
 */
export class Patience {
  readonly stream: NodeJS.ReadableStream;
  readonly #watch: NodeJS.Timeout;
  #waitingSinceMs: number | undefined = performance.now();

  constructor(stream: NodeJS.ReadableStream) {
    this.stream = stream;
    this.#watch = setInterval(() => this.#look(), STALLED_AFTER_MS / 4);
  }

  begin(): void {
    this.#waitingSinceMs = performance.now();
  }

  rest(): void {
    this.#waitingSinceMs = undefined;
  }

  end(): void {
    clearInterval(this.#watch);
  }

  #look(): void {
    if (this.#waitingSinceMs === undefined || !(this.stream instanceof Readable)) return;
    if (performance.now() - this.#waitingSinceMs < STALLED_AFTER_MS) return;
    this.stream.destroy(Object.assign(new Error('The stream has stalled.'), { code: DEADLINE_EXCEEDED }));
  }
}
