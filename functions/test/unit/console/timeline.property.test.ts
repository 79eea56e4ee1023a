import fc from 'fast-check';
import { pageOf } from '../../../src/console/timeline.ts';
import type { TimelineItem } from '../../../src/console/timeline-item.ts';

const item = ({ minute, id }: { minute: number; id: number }): TimelineItem => ({
  kind: 'adjustment',
  at: new Date(Date.UTC(2026, 2, 10, 14, minute)).toISOString(),
  id: String(id),
  seconds: 0,
  cause: 'staff',
});

const history = fc
  .array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 })
  .map(minutes => minutes.map((minute, id) => item({ minute, id })));

/** As a collection hands out a window: whole moments, one more item than asked for. */
function window({
  items,
  before,
  limit,
}: {
  items: readonly TimelineItem[];
  before: Date | undefined;
  limit: number;
}) {
  const left = items
    .filter(({ at }) => before === undefined || at < before.toISOString())
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const lastAt = left.at(limit)?.at;
  return {
    items: lastAt === undefined ? left : left.filter(({ at }) => at >= lastAt),
    isCut: lastAt !== undefined,
  };
}

function allPages({
  items,
  limit,
}: {
  items: readonly TimelineItem[];
  limit: number;
}): readonly TimelineItem[] {
  const seen: TimelineItem[] = [];
  let before: Date | undefined;
  for (let pages = 0; pages <= items.length; pages += 1) {
    const page = pageOf({ ...window({ items, before, limit }), window: { before, limit } });
    seen.push(...page.items);
    if (page.nextBefore === null) break;
    before = new Date(page.nextBefore);
  }
  return seen;
}

describe('a timeline in pages', () => {
  it('tells everything once, the newest first, however it is cut', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 45 }), (items, limit) => {
        const seen = allPages({ items, limit });
        expect(seen.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
        expect(seen.map(({ at }) => at)).toEqual(
          items
            .map(({ at }) => at)
            .sort()
            .reverse(),
        );
      }),
    );
  });
});
