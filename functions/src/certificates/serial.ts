import { Id } from '../platform/ids.ts';

/** Digits and capitals without I, L, O and U, which are misread or make words. 32, so each is worth five bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;
/** 80 bits: nobody finds a certificate by trying. */
const RANDOM_LENGTH = 16;

/**
 * A serial number: `SB-7K3M-Q9TX-2WPA-V4HC-8`, the policy's prefix, 80 random bits, a check character.
 * @param draw a number from 0 to `bound` - 1, unpredictable
 */
export function newSerial({ prefix, draw }: { prefix: string; draw: (bound: number) => number }): Id {
  const body = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[draw(ALPHABET.length)]).join('');
  return formatted({ prefix, body, check: checkCharacter(body) ?? '' });
}

/**
 * The serial somebody typed, as it is stored, or undefined if it cannot be one. Forgives case, blanks, missing
 * dashes and the look-alikes; the check character finds every single wrong character, without asking the database.
 */
export function parseSerial(typed: string): Id | undefined {
  if (typed.length > 64) return undefined;
  const compact = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
  const parts = /^([A-Z0-9]{1,8})([A-Z0-9]{16})([A-Z0-9])$/.exec(compact);
  if (parts === null) return undefined;
  const [prefix = '', body = '', check = ''] = [parts[1], ...parts.slice(2).map(withoutLookAlikes)];
  if (checkCharacter(body) !== check) return undefined;
  return formatted({ prefix, body, check });
}

const withoutLookAlikes = (text: string): string => text.replace(/[IL]/g, '1').replace(/O/g, '0');

function formatted({ prefix, body, check }: { prefix: string; body: string; check: string }): Id {
  const groups = Array.from({ length: RANDOM_LENGTH / GROUP }, (_, index) =>
    body.slice(index * GROUP, (index + 1) * GROUP),
  );
  return Id.parse([prefix, ...groups, check].join('-'));
}

/** ISO/IEC 7064, hybrid system, for 32 characters (modulus 33). `undefined` for what is not of the alphabet. */
function checkCharacter(body: string): string | undefined {
  const size = ALPHABET.length;
  let product = size;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    const sum = (product + value) % size;
    product = ((sum === 0 ? size : sum) * 2) % (size + 1);
  }
  return ALPHABET[(size + 1 - product) % size];
}
