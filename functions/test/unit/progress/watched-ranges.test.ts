import fc from 'fast-check';
import {
  firstSeconds,
  partsNotIn,
  type Range,
  secondsIn,
  union,
} from '../../../src/progress/watched-ranges.ts';

const range = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]): Range => ({ from, to: from + length }));
const ranges = fc.array(range, { maxLength: 12 });

/** The plain model: every second by itself. */
const secondsOf = (list: readonly Range[]): ReadonlySet<number> =>
  new Set(list.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)));

const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);
const joined = (list: readonly Range[]) => union([], list);

describe('ranges of a video are a set of seconds', () => {
  it('joined they are disjoint, in order, and never touch', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const both = union(joined(a), b);
        for (const [index, { from, to }] of both.entries()) {
          expect(from).toBeLessThan(to);
          const next = both[index + 1];
          if (next !== undefined) expect(to).toBeLessThan(next.from);
        }
        expect(sorted(secondsOf(both))).toEqual(sorted(new Set([...secondsOf(a), ...secondsOf(b)])));
      }),
    );
  });

  it('what is new of a claim is what no range holds', () => {
    fc.assert(
      fc.property(ranges, range, (a, claim) => {
        const known = secondsOf(a);
        const expected = sorted(secondsOf([claim])).filter(second => !known.has(second));
        expect(sorted(secondsOf(partsNotIn(joined(a), claim)))).toEqual(expected);
      }),
    );
  });

  it('what fits is its beginning', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0, max: 40 }), (a, seconds) => {
        const expected = sorted(secondsOf(a)).slice(0, seconds);
        expect(sorted(secondsOf(firstSeconds(joined(a), seconds)))).toEqual(expected);
      }),
    );
  });

  it('seconds are counted once, and only before the end', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0, max: 90 }), (a, end) => {
        expect(secondsIn(joined(a))).toBe(secondsOf(a).size);
        expect(secondsIn(joined(a), end)).toBe([...secondsOf(a)].filter(second => second < end).length);
      }),
    );
  });
});
