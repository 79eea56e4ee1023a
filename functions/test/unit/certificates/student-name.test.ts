import fc from 'fast-check';
import { initialsOf, printableName } from '../../../src/certificates/student-name.ts';

describe('the name on a certificate', () => {
  it.each([
    ['Ana Berg', 'Ana Berg'],
    ['  Ana \t\n Berg ', 'Ana Berg'],
    ['Zoe\u0308', 'Zoë'],
    ['Łukasz Żółć', 'Łukasz Żółć'],
    ['Ольга', 'Ольга'],
    ['李小龙', '李小龙'],
    ["Seán O'Brien-Núñez", "Seán O'Brien-Núñez"],
    ['\u202eeilA', 'eilA'],
    ['A\u200bna\u0000', 'Ana'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('%j is printed as %j', (stored, printed) => {
    expect(printableName(stored)).toBe(printed);
  });

  it.each([undefined, null, 7, {}, ['Ana'], '', '   ', '\u202e', '123', '🙂', 'x'.repeat(101)])(
    '%j is none',
    stored => {
      expect(printableName(stored)).toBeUndefined();
    },
  );

  it('whatever a client wrote: what comes out has no hidden characters, and coming in again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 150 }), stored => {
        const name = printableName(stored);
        if (name === undefined) return;
        expect(name).not.toMatch(/\p{C}/u);
        expect(printableName(name)).toBe(name);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the initials a stranger is told', () => {
  it.each([
    ['Ana Berg', 'A. B.'],
    ['ana maria von berg', 'A. B.'],
    ['Łukasz', 'Ł.'],
    ['Ольга Петрова', 'О. П.'],
    ['李小龙', '李.'],
    ["'Ana' (Berg)", 'A. B.'],
  ])('%s: %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
