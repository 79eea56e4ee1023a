import fc from 'fast-check';
import { readCatalog } from '../../../src/catalog/data-file.ts';
import { presetFiles, sampleText } from './sample.ts';

describe('whatever a file holds', () => {
  /** The sample as a file, with the value at one of its places replaced. */
  function damaged({ place, value }: { place: number; value: unknown }): { text: string; at: string } {
    const file: unknown = JSON.parse(sampleText());
    const places: { holder: object; key: string; at: string }[] = [];
    const visit = (holder: object, at: string): void => {
      for (const [key, inner] of Object.entries(holder)) {
        places.push({ holder, key, at: `${at}${key}` });
        if (typeof inner === 'object' && inner !== null) visit(inner, `${at}${key}.`);
      }
    };
    if (typeof file === 'object' && file !== null) visit(file, '');
    const hit = places[place % places.length];
    if (hit !== undefined) Reflect.set(hit.holder, hit.key, value);
    return { text: JSON.stringify(file), at: hit?.at ?? '' };
  }

  it('it is read or refused with a path, and never throws', () => {
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
        const read = readCatalog(damaged({ place, value }).text, presetFiles);
        if (read.kind === 'invalid') {
          expect(read.issues.length).toBeGreaterThan(0);
          for (const { path, message } of read.issues) expect(`${path}${message}`).not.toBe('');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('what does not belong somewhere is refused there', () => {
    fc.assert(
      fc.property(fc.nat(), place => {
        const { text, at } = damaged({ place, value: { $: 'not what belongs here' } });
        const read = readCatalog(text, presetFiles);
        if (read.kind === 'catalog') throw new Error(`${at} was not looked at`);
        const last = (path: string) => path.startsWith(at) || at.startsWith(path);
        expect(read.issues.some(({ path }) => last(path))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('a prototype is no field', () => {
    const text = sampleText().replace('{', '{"__proto__": {"policies": []},');
    expect(readCatalog(text, presetFiles)).toMatchObject({ issues: [{ path: '__proto__' }] });
  });
});
