/** Letters whose marks are a matter of keyboard and habit. In other scripts marks are vowels or other letters. */
const marksOfLetters = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{Mn}*)\p{Mn}/gu;
const apostrophes = /['‘’‚‛ʹʻʼʽ`´]/gu;
const blanks = /[\s\p{Z}\p{Cc}]+/gu;

/**
 * What counts of an answer: not its case, spaces, punctuation or invisible characters, not how Unicode spells it,
 * and not the accents of Latin, Greek and Cyrillic letters, since a phone's keyboard offers others than a school's
 * computer. «José’s  DOG» and «joses dog» are one answer. Symbols and emoji count. Empty if nothing is left.
 */
export function normalizeAnswer(text: string): string {
  // Once more until nothing changes: a capital may turn into what NFKC writes in another way.
  let current = text;
  for (let pass = 0; pass < 4; pass += 1) {
    const next = normalizeOnce(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

function normalizeOnce(text: string): string {
  const compatible = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return foldCase(compatible)
    .normalize('NFD')
    .replace(marksOfLetters, '')
    .normalize('NFKC')
    .replace(apostrophes, '')
    .replace(/\p{P}/gu, ' ')
    .replace(blanks, ' ')
    .trim();
}

/** Up and down again: «ß» is «SS» is «ss», and the dotless «ı» of Turkish is «I» is «i». Of no locale. */
const foldCase = (text: string): string => text.toUpperCase().toLowerCase();
