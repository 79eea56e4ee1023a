import { formatRow, money, wrap } from './story-table.ts';

describe('the story table', () => {
  it('writes minor units as money', () => {
    expect([money(0), money(5), money(4_950), money(59_900)]).toEqual(['0.00', '0.05', '49.50', '599.00']);
  });

  it('breaks a long sentence at blanks and never loses a word', () => {
    expect(wrap({ text: 'one two three', width: 7 })).toEqual(['one two', 'three']);
    expect(wrap({ text: 'unbreakable', width: 3 })).toEqual(['unbreakable']);
  });

  it('shows a step without an enrollment', () => {
    const row = formatRow({ step: 'a step', happened: 'it happened', enrollment: undefined, seconds: 1.25 });
    expect(row).toMatch(/^a step +it happened +1\.[23] s$/);
  });
});
