import { connected } from '../../../src/staff/pages.ts';

interface Page {
  readonly items: readonly string[];
  readonly next: string | null;
}

const nextOf = ({ next }: Page): string | null => next;
const oldest: Page = { items: ['a'], next: null };
const middle: Page = { items: ['c', 'b'], next: 'b' };
const newest: Page = { items: ['e', 'd'], next: 'd' };

describe('pages that are put together', () => {
  test('follow one another to the end', () => {
    const later = [
      { after: 'd', page: middle },
      { after: 'b', page: oldest },
    ];
    const { all, next } = connected({ first: newest, later, nextOf });
    expect(all.flatMap(({ items }) => items)).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(next).toBeNull();
  });

  test('leave no gap where the first was read again while the next was on its way', () => {
    const first: Page = { items: ['f', 'e'], next: 'e' };
    const { all, next } = connected({ first, later: [{ after: 'd', page: middle }], nextOf });
    expect(all).toEqual([first]);
    expect(next).toBe('e');
  });

  test('hold none twice that was read twice', () => {
    const twice = { after: 'd', page: middle };
    expect(connected({ first: newest, later: [twice, twice], nextOf }).all).toEqual([newest, middle]);
  });
});
