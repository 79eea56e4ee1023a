/** Runs `work` on every item, at most `concurrency` at once; the results keep the order of the items. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  options: { readonly concurrency: number; readonly work: (item: Item) => Promise<Result> },
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const entries = items.entries();
  const worker = async () => {
    // All workers draw from one iterator, so each item is taken once.
    for (const [index, item] of entries) results.set(index, await options.work(item));
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, items.length) }, worker));
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}
