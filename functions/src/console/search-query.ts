import { parseSerial } from '../certificates/serial.ts';
import { Id } from '../platform/ids.ts';

/** What somebody at the desk typed, by what it can be. */
export type SearchQuery =
  /** Nothing: whoever enrolled last. */
  | { readonly kind: 'newest' }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'payment'; readonly paymentIntentId: Id }
  /** A name, an account's id or a certificate's serial: nobody can tell them apart by their looks alone. */
  | {
      readonly kind: 'text';
      readonly namePrefixes: readonly string[];
      readonly userId: Id | undefined;
      readonly serial: Id | undefined;
    };

export function readQuery(typed: string): SearchQuery {
  const text = typed.trim();
  if (text === '') return { kind: 'newest' };
  if (text.includes('@')) return { kind: 'email', email: text };
  const id = Id.safeParse(text).data;
  if (id?.startsWith('pi_')) return { kind: 'payment', paymentIntentId: id };
  return { kind: 'text', namePrefixes: spellingsOf(text), userId: id, serial: parseSerial(text) };
}

/** As typed, and with each word's first letter as names have it: the database tells capitals from small letters. */
function spellingsOf(text: string): readonly string[] {
  const asName = text.replace(
    /(^|[\s-])(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return [...new Set([text, asName])];
}
