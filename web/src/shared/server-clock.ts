/** Differences below this are the network's, not the clock's. */
const TRUSTED_WITHIN_MS = 2_000;

let skewMs = 0;

/**
 * Learns from an answer of our own site how wrong this device's clock is: deadlines are instants of the server, and a
 * clock ten minutes ahead would show an exam as over that has just begun.
 */
export function noteServerTime({ headers, receivedAt }: { headers: Headers; receivedAt: Date }): void {
  const said = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(said)) return;
  const ageMs = Number(headers.get('age') ?? 0) * 1_000;
  skewMs = skewOf({ serverAt: said + (Number.isNaN(ageMs) ? 0 : ageMs), receivedAt: receivedAt.getTime() });
}

/** Milliseconds by which the server is ahead; 0 where both agree but for the network. */
export function skewOf({ serverAt, receivedAt }: { serverAt: number; receivedAt: number }): number {
  const difference = serverAt - receivedAt;
  return Math.abs(difference) <= TRUSTED_WITHIN_MS ? 0 : difference;
}

/** What time it is for the server, within a second or two. For showing only: what counts is decided there. */
export const serverNow = (): Date => new Date(Date.now() + skewMs);
