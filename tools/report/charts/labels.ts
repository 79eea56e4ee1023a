/** Places for labels near where they are wished, none nearer to another than the gap, in the order of the wishes. */
export function apart(input: { wished: readonly number[]; gap: number; from: number; to: number }): number[] {
  const { wished, gap, from, to } = input;
  const order = wished.map((at, index) => ({ at, index })).toSorted((a, b) => a.at - b.at);
  const places = wished.map(() => from);
  let free = from;
  for (const { at, index } of order) {
    const place = Math.max(at, free);
    places[index] = place;
    free = place + gap;
  }
  // What was pushed out below is pushed back, and pushes those above it.
  let limit = to;
  for (const { index } of order.toReversed()) {
    const place = Math.min(places[index] ?? from, limit);
    places[index] = place;
    limit = place - gap;
  }
  return places;
}
