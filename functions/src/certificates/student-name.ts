/** As long as a name on a certificate may be, in characters. */
export const MAX_NAME_LENGTH = 100;

/**
 * The name to print, or undefined if there is none. Clients write profiles, so whatever could turn the writing
 * round, hide in it or break the line is taken out (bidirectional controls, zero-width and control characters).
 */
export function printableName(stored: unknown): string | undefined {
  if (typeof stored !== 'string') return undefined;
  const name = stored
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(/\p{C}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    // Last: marks that a removed character stood between change places.
    .normalize('NFC');
  if (name.length > MAX_NAME_LENGTH || !/\p{L}/u.test(name)) return undefined;
  return name;
}

/** `A. B.` for Ana Maria Berg: the first letters of the first and the last name, all that a stranger is told. */
export function initialsOf(name: string): string {
  const words = name.split(' ').filter(word => /\p{L}/u.test(word));
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends.map(word => `${firstLetterOf(word ?? '').toUpperCase()}.`).join(' ');
}

/** With its accents: a letter may be more than one code point. */
const firstLetterOf = (word: string): string => /\p{L}\p{M}*/u.exec(word)?.[0] ?? '';
