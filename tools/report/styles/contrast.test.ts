import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../../setup/paths.mjs';

const css = readFileSync(path.join(rootDir, 'tools', 'report', 'styles', 'base.css'), 'utf8');

/** The colours of a scheme, by name. */
function coloursOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(found => [found[1] ?? '', found[2] ?? '']),
  );
}

const [light = '', dark = ''] = [...css.matchAll(/:root \{[^}]*\}/g)].map(found => found[0]);
const schemes = { light: coloursOf(light), dark: coloursOf(dark) };

/** As WCAG reckons it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const texts = ['ink', 'soft', 'ours', 'bad'];
const grounds = ['paper', 'card'];
const pairs = texts.flatMap(text => grounds.map(ground => [text, ground] as const));

test.each(pairs)('%s can be read on %s by day and by night', (text, ground) => {
  for (const colours of Object.values(schemes)) {
    expect(contrast(colours.get(text) ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  }
});

test('the marks of ours and of peers stand out from their ground', () => {
  for (const colours of Object.values(schemes)) {
    for (const mark of ['ours', 'peer', 'bad']) {
      expect(contrast(colours.get(mark) ?? '', colours.get('card') ?? '')).toBeGreaterThanOrEqual(3);
    }
  }
});

test('both schemes name the same colours', () => {
  expect([...schemes.dark.keys()]).toEqual([...schemes.light.keys()]);
});
