import { serverNow } from '../../shared/server-clock.ts';

/** Browsers wait no longer than this in one go, and nobody keeps a page open for three weeks. */
const LONGEST_WAIT_MS = 2_000_000_000;

/** Calls at that moment of the server's clock, at once where it is over. @returns what takes it back */
export function callAt({ atMs, call }: { atMs: number; call: () => void }): () => void {
  const waitMs = Math.max(0, atMs - serverNow().getTime());
  if (waitMs > LONGEST_WAIT_MS) return () => undefined;
  const timer = setTimeout(call, waitMs);
  return () => clearTimeout(timer);
}
