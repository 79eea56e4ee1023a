/** An entry of the units' ledger, as far as it moves units. */
export type UnitMove = {
  readonly kind: string;
  readonly effect: { readonly total: number; readonly reserved: number; readonly consumed: number };
  readonly recordedAt: Date;
};

/** Units beyond those there were, at the worst moment; summed from the ledger alone. */
export function unitsOverbooked(moves: readonly UnitMove[]): number {
  const sums = { total: 0, reserved: 0, consumed: 0 };
  let worst = 0;
  for (const moment of momentsOf(moves)) {
    for (const { effect } of moment) {
      sums.total += effect.total;
      sums.reserved += effect.reserved;
      sums.consumed += effect.consumed;
    }
    worst = Math.max(worst, sums.reserved + sums.consumed - sums.total);
  }
  return worst;
}

/** One commit's entries bear one time and have no order among them: what counts is what stood after it. */
function momentsOf(moves: readonly UnitMove[]): readonly UnitMove[][] {
  const byMoment = new Map<number, UnitMove[]>();
  for (const move of moves) {
    const atMs = move.recordedAt.getTime();
    byMoment.set(atMs, [...(byMoment.get(atMs) ?? []), move]);
  }
  return [...byMoment].sort(([left], [right]) => left - right).map(([, moment]) => moment);
}
