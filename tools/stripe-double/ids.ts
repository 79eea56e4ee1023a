import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 24;

/** Random text of letters and digits, as long as Stripe's. Uniqueness matters here, not secrecy. */
export function randomText(length = ID_LENGTH): string {
  return Array.from(randomBytes(length), byte => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/** A new object id in Stripe's form, for example `newId('pi')` → `pi_…`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText()}`;
}
