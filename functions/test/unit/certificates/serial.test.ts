import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { newSerial, parseSerial } from '../../../src/certificates/serial.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = fc.stringMatching(/^[A-Z0-9]{1,8}$/);
const drawn = fc.array(fc.nat(31), { minLength: 16, maxLength: 16 });

const serialOf = ({ prefix, drawn }: { prefix: string; drawn: readonly number[] }) => {
  const rest = [...drawn];
  return newSerial({ prefix, draw: () => rest.shift() ?? 0 });
};
const serial = fc.record({ prefix, drawn }).map(serialOf);

describe('a serial number', () => {
  it('holds 80 random bits in letters that nobody misreads', () => {
    const bounds: number[] = [];
    const made = newSerial({
      prefix: 'SB',
      draw: bound => {
        bounds.push(bound);
        return randomInt(bound);
      },
    });
    expect(made).toMatch(/^SB(-[0-9A-HJKMNP-TV-Z]{4}){4}-[0-9A-HJKMNP-TV-Z]$/);
    expect(bounds).toEqual(new Array(16).fill(32));
  });

  it('is understood however somebody types it', () => {
    fc.assert(
      fc.property(serial, made => {
        expect(parseSerial(made)).toBe(made);
        expect(parseSerial(made.toLowerCase().replaceAll('-', ' '))).toBe(made);
        expect(parseSerial(` ${made.replaceAll('-', '')} `)).toBe(made);
      }),
    );
  });

  it('look-alikes are taken for what they look like, but for those of the prefix', () => {
    const made = serialOf({ prefix: 'OIL', drawn: [0, 1, 1, 0, ...new Array(12).fill(2)] });
    expect(made.startsWith('OIL-0110-')).toBe(true);
    expect(parseSerial(made.replace('-0110-', '-oIlO-'))).toBe(made);
  });

  it('one wrong character is always found, without asking the database', () => {
    const change = fc.record({ prefix, drawn, at: fc.nat(15), by: fc.integer({ min: 1, max: 31 }) });
    fc.assert(
      fc.property(change, ({ prefix, drawn, at, by }) => {
        const compact = serialOf({ prefix, drawn }).slice(prefix.length).replaceAll('-', '');
        const wrong = alphabet[(alphabet.indexOf(compact[at] ?? '') + by) % 32];
        const typed = `${prefix}${compact.slice(0, at)}${wrong}${compact.slice(at + 1)}`;
        expect(parseSerial(typed)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '',
    '-',
    'SB',
    '../../x',
    'SB-0000-0000-0000-0000',
    'ß'.repeat(20),
    '0'.repeat(65),
    'SB-UUUU-0000-0000-0000-0',
  ])('%j is none', typed => {
    expect(parseSerial(typed)).toBeUndefined();
  });

  it('anything typed is either a serial as it is stored or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), typed => {
        const parsed = parseSerial(typed);
        if (parsed !== undefined) expect(parseSerial(parsed)).toBe(parsed);
      }),
    );
  });
});
