import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

const require = createRequire(import.meta.url);

const garamond = '@expo-google-fonts/eb-garamond';
const paths = {
  regular: require.resolve(`${garamond}/400Regular/EBGaramond_400Regular.ttf`),
  italic: require.resolve(`${garamond}/400Regular_Italic/EBGaramond_400Regular_Italic.ttf`),
  semiBold: require.resolve(`${garamond}/600SemiBold/EBGaramond_600SemiBold.ttf`),
  /** For scripts that Garamond never cut: Armenian, Georgian, Hebrew, Arabic. */
  fallback: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
} as const;

export type Face = Exclude<keyof typeof paths, 'fallback'>;
export type FontName = keyof typeof paths;

export const fontPath = (name: FontName): string => paths[name];

const opened = new Map<FontName, Font>();

function fontOf(name: FontName): Font {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const font = openSync(paths[name]);
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${paths[name]} holds more than one font.`);
  opened.set(name, font);
  return font;
}

/** A stretch of text in one font. */
export interface Run {
  readonly text: string;
  readonly font: FontName;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Stands for a letter that no font here has (Chinese, Japanese, Korean). */
const MISSING = '\u25a1';

/** The text cut up by the font that has its letters; a letter that none has becomes an empty box. */
export function runsOf({ text: whole, face }: { text: string; face: Face }): readonly Run[] {
  const runs: { text: string; font: FontName }[] = [];
  for (const { segment } of graphemes.segment(whole)) {
    const font = hasAll(face, segment) ? face : 'fallback';
    const text = font === face || hasAll('fallback', segment) ? segment : MISSING;
    const last = runs.at(-1);
    if (last?.font === font) last.text += text;
    else runs.push({ text, font });
  }
  return inReadingOrder(runs);
}

const hasAll = (name: FontName, text: string): boolean =>
  [...text].every(character => fontOf(name).hasGlyphForCodePoint(character.codePointAt(0) ?? 0));

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Words of a name written from right to left are placed from right to left; letters in a word the font turns. */
function inReadingOrder(runs: readonly Run[]): readonly Run[] {
  const first = runs.map(({ text }) => /\p{L}/u.exec(text)?.[0]).find(letter => letter !== undefined);
  if (first === undefined || !RIGHT_TO_LEFT.test(first)) return runs;
  return runs
    .flatMap(({ text, font }) => text.split(/( )/).map(part => ({ text: part, font })))
    .filter(({ text }) => text !== '')
    .reverse();
}
