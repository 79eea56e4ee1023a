import { newSerial } from '../../../src/certificates/serial.ts';
import { readQuery } from '../../../src/console/search-query.ts';

const serial = newSerial({ prefix: 'SB', draw: () => 7 });

describe('what was typed at the desk', () => {
  it.each(['', '  '])('nothing: «%s»', typed => {
    expect(readQuery(typed)).toEqual({ kind: 'newest' });
  });

  it('an address is known by its sign, a payment by its beginning', () => {
    expect(readQuery(' ana@example.test ')).toEqual({ kind: 'email', email: 'ana@example.test' });
    expect(readQuery('pi_1')).toEqual({ kind: 'payment', paymentIntentId: 'pi_1' });
    expect(readQuery('pi_a/b')).toMatchObject({ kind: 'text', userId: undefined });
  });

  it('a name is looked for as typed and as names are written', () => {
    expect(readQuery('ana-maria de berg')).toMatchObject({
      namePrefixes: ['ana-maria de berg', 'Ana-Maria De Berg'],
      userId: undefined,
    });
    expect(readQuery('Łukasz')).toMatchObject({ namePrefixes: ['Łukasz'] });
  });

  it('one word may be an account, or a serial', () => {
    expect(readQuery('student-1')).toMatchObject({ userId: 'student-1', serial: undefined });
    expect(readQuery(serial.toLowerCase())).toMatchObject({ serial });
  });
});
