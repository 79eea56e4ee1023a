import fc from 'fast-check';
import type { Window } from '../../../src/console/stretch.ts';
import { pageOf } from '../../../src/console/timeline.ts';
import type { TimelineItem } from '../../../src/console/timeline-item.ts';

const item = ({ minute, id }: { minute: number; id: number }): TimelineItem => ({
  kind: 'adjustment',
  at: new Date(Date.UTC(2026, 2, 10, 14, minute)).toISOString(),
  id: String(id),
  seconds: 0,
  cause: 'staff',
});

/** What happened, in the order of nothing, many things in one moment, each in one of two collections. */
const history = fc
  .array(fc.record({ minute: fc.nat(6), source: fc.nat(1) }), { maxLength: 20 })
  .map(facts => facts.map(({ minute, source }, id) => ({ source, item: item({ minute, id }) })));
interface Fact {
  readonly source: number;
  readonly item: TimelineItem;
}

/** As a collection hands out a window: whole moments, one more item than asked for. */
function stretchOf({ items, before, limit }: { items: readonly TimelineItem[] } & Window): {
  items: readonly TimelineItem[];
  isCut: boolean;
} {
  const left = items
    .filter(({ at }) => before === undefined || at < before.toISOString())
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const lastAt = left.at(limit)?.at;
  return {
    items: lastAt === undefined ? left : left.filter(({ at }) => at >= lastAt),
    isCut: lastAt !== undefined,
  };
}

function allPages({ facts, limit }: { facts: readonly Fact[]; limit: number }): readonly TimelineItem[] {
  const sources = [...Map.groupBy(facts, ({ source }) => source).values()].map(own =>
    own.map(fact => fact.item),
  );
  const seen: TimelineItem[] = [];
  let before: Date | undefined;
  for (let pages = 0; pages <= facts.length; pages += 1) {
    const stretches = sources.map(items => stretchOf({ items, before, limit }));
    const page = pageOf({
      items: stretches.flatMap(({ items }) => items),
      isCut: stretches.some(({ isCut }) => isCut),
      window: { before, limit },
    });
    seen.push(...page.items);
    if (page.nextBefore === null) break;
    before = new Date(page.nextBefore);
  }
  return seen;
}

describe('a timeline in pages', () => {
  it('tells everything of all collections once, the newest first, however it is cut', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 10 }), (facts, limit) => {
        const seen = allPages({ facts, limit });
        const items = facts.map(fact => fact.item);
        expect(seen.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
        expect(seen.map(({ at }) => at)).toEqual(
          items
            .map(({ at }) => at)
            .sort()
            .reverse(),
        );
      }),
      // A page that ends with a whole moment of one collection, and nothing of the other, is rare.
      { numRuns: 1_000 },
    );
  });
});
