import fc from 'fast-check';
import { append, canonicalJson, emptyChain, linkHash, rootHash } from '../../../src/evidence/chain.ts';

const at = new Date('2026-03-01T12:00:00Z');

describe('a chain', () => {
  it('links each content to the one before, from a root that names the chain', () => {
    const first = append({ head: emptyChain('one'), content: { text: 'a', at } });
    const second = append({ head: first.head, content: { text: 'b', at } });
    expect(first.link).toMatchObject({ position: 1, previousHash: rootHash('one'), text: 'a' });
    expect(second.link).toMatchObject({ position: 2, previousHash: first.link.hash });
    expect(second.head).toEqual({ length: 2, hash: second.link.hash });
    expect(rootHash('one')).not.toBe(rootHash('two'));
  });

  it('has a hash that no key order, receipt or stored form changes, and any change of content does', () => {
    const { link } = append({ head: emptyChain('one'), content: { b: { d: 1, c: [at] }, a: null } });
    const stored = { receipt: { operation: 'x' }, ...Object.fromEntries(Object.entries(link).reverse()) };
    expect(linkHash(stored)).toBe(link.hash);
    expect(linkHash({ ...link, a: 0 })).not.toBe(link.hash);
    expect(linkHash({ ...link, position: 2 })).not.toBe(link.hash);
    expect(linkHash({ ...link, b: { d: 1, c: [new Date(at.getTime() + 1)] } })).not.toBe(link.hash);
  });

  it('says the same of the same data: undefined is left out, keys are sorted', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
        data => {
          const turned = Object.fromEntries([...Object.entries(data).reverse(), ['\u{10ffff}x', undefined]]);
          expect(canonicalJson(turned)).toBe(canonicalJson(data));
        },
      ),
    );
  });
});
