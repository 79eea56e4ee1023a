import { Readable } from 'node:stream';

const DEADLINE_EXCEEDED = 4;
/**
 * A stream that has said nothing for so long while somebody waits for it has stalled. The emulator goes through a whole
 * collection group before it answers, which takes seconds in a large database: opening it again before it could answer
 * only gives it more to do.
 */
const STALLED_AFTER_MS = 60_000;

/** What the stream says, as it comes; one that stalls ends as if its time were up, instead of ten minutes later. */
export async function* watchedForStalls(stream: NodeJS.ReadableStream): AsyncGenerator<unknown> {
  let waitingSinceMs: number | undefined = performance.now();
  const look = (): void => {
    if (waitingSinceMs === undefined || !(stream instanceof Readable)) return;
    if (performance.now() - waitingSinceMs < STALLED_AFTER_MS) return;
    stream.destroy(Object.assign(new Error('The stream has stalled.'), { code: DEADLINE_EXCEEDED }));
  };
  const watch = setInterval(look, STALLED_AFTER_MS / 4);
  try {
    for await (const said of stream) {
      // The reader may take as long as it likes.
      waitingSinceMs = undefined;
      yield said;
      waitingSinceMs = performance.now();
    }
  } finally {
    clearInterval(watch);
  }
}
