import fc from 'fast-check';
import { normalizeAnswer } from '../../../src/verification/normalize-answer.ts';

describe('what counts of an answer', () => {
  it.each([
    ['capitals', 'REX', 'rex'],
    ['spaces around', '  Rex\t', 'rex'],
    ['several spaces and line breaks', 'Elm \u00a0\n Street', 'elm street'],
    ['composed and decomposed letters', 'Zoe\u0308', 'Zo\u00eb'],
    ['accents', 'José Peña', 'jose pena'],
    ['several marks on one letter', 'Việt', 'viet'],
    ['marks without end on one letter', `a${'\u0301'.repeat(40)}b`, 'ab'],
    ['full-width letters', 'Ｒｅｘ２', 'rex2'],
    ['ligatures', 'ﬁdo', 'fido'],
    ['ß and ss', 'Weiß', 'WEISS'],
    ['the capital ß', 'WEIẞ', 'weiß'],
    ['the Turkish dotted I', 'İzmir', 'izmir'],
    ['the Turkish dotless ı', 'Işık', 'isik'],
    ['the Greek final sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['Cyrillic letters with a mark', 'Йошкар-Ола', 'иошкар ола'],
    ['curly and straight apostrophes', 'O’Neil', "o'neil"],
    ['no apostrophe at all', 'St. Mary’s', 'st marys'],
    ['hyphens and dashes', 'Mary–Ann', 'mary-ann'],
    ['zero-width characters', 'R\u200be\u200dx\ufeff', 'rex'],
    ['soft hyphens', 'Ham\u00adburg', 'hamburg'],
    ['an emoji with and without its variation', '❤\ufe0f', '❤'],
    ['Roman numerals and superscripts', 'Ⅳ²', 'iv2'],
    ['direction marks', '\u202eRex', 'rex'],
  ])('not %s: %j is %j', (_, one, other) => {
    expect(normalizeAnswer(one)).toBe(normalizeAnswer(other));
    expect(normalizeAnswer(one)).not.toBe('');
  });

  it.each([
    ['other letters', 'Rex', 'Max'],
    ['digits', 'Rex 1', 'Rex 2'],
    ['words run together', 'Elm Street', 'Elmstreet'],
    ['emoji', '🐶', '🐱'],
    ['symbols', 'C++', 'C'],
    ['Japanese voicing marks', 'か', 'が'],
    ['Hindi vowels', 'मीना', 'मना'],
  ])('but %s: %j is not %j', (_, one, other) => {
    expect(normalizeAnswer(one)).not.toBe(normalizeAnswer(other));
  });

  it.each(['', '   ', '\u200b', '...', '\u0000', "'’", '\ufe0f'])('nothing is left of %j', text => {
    expect(normalizeAnswer(text)).toBe('');
  });

  it('half a surrogate pair is no reason to fail', () => {
    expect(normalizeAnswer('\ud83d')).toBe('\ufffd');
  });

  it('normalised once more it stays as it is, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        const once = normalizeAnswer(text);
        expect(normalizeAnswer(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('composed or decomposed, it is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), text => {
        expect(normalizeAnswer(text.normalize('NFD'))).toBe(normalizeAnswer(text.normalize('NFC')));
      }),
      { numRuns: 1_000 },
    );
  });
});
