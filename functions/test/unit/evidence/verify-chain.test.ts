import fc from 'fast-check';
import { append, type ChainHead, emptyChain, linkHash } from '../../../src/evidence/chain.ts';
import { type ChainFinding, type StoredLink, verifyChain } from '../../../src/evidence/verify-chain.ts';

const chainName = 'users/a/courses/b/sessions/c';

function chainOf(length: number, name = chainName): { links: StoredLink[]; head: ChainHead } {
  const links: StoredLink[] = [];
  let head = emptyChain(name);
  for (let index = 1; index <= length; index += 1) {
    const content = { eventId: `e${index}`, at: new Date(index * 1_000), creditedSeconds: index };
    const appended = append({ head, content });
    links.push({ ...appended.link });
    head = appended.head;
  }
  return { links, head };
}

const rehashed = (link: StoredLink): StoredLink => ({ ...link, hash: linkHash(link) });

/** What is found after somebody has been at a chain of six. */
function afterwards(
  tamper: (links: StoredLink[]) => readonly StoredLink[],
  name = chainName,
): readonly ChainFinding[] {
  const { links, head } = chainOf(6);
  return verifyChain({ links: tamper(links), chainName: name, head });
}

const linkAt = (links: readonly StoredLink[], position: number): StoredLink => links[position - 1] ?? {};
const replaced = (links: readonly StoredLink[], position: number, changes: object) =>
  links.map(link => (link['position'] === position ? { ...link, ...changes } : link));

const changed = (position: number) => ({ kind: 'changed', position, name: `e${position}` });

describe('a chain of events', () => {
  it.each([0, 1, 2, 500])('that nobody touched is whole, with %i links', length => {
    expect(verifyChain({ ...chainOf(length), chainName })).toEqual([]);
  });

  it.each<[string, (links: StoredLink[]) => readonly StoredLink[], readonly object[]]>([
    ['a changed field', links => replaced(links, 3, { creditedSeconds: 999 }), [changed(3)]],
    ['an added field', links => replaced(links, 3, { note: 'x' }), [changed(3)]],
    ['a changed hash', links => replaced(links, 3, { hash: 'f'.repeat(64) }), [changed(3)]],
    [
      'a link written anew, hash and all',
      links => links.map((link, index) => (index === 2 ? rehashed({ ...link, creditedSeconds: 9 }) : link)),
      [changed(3)],
    ],
    ['the first changed', links => replaced(links, 1, { creditedSeconds: 999 }), [changed(1)]],
    ['the last changed', links => replaced(links, 6, { creditedSeconds: 999 }), [changed(6)]],
    [
      'one taken out',
      links => links.filter((_, index) => index !== 2),
      [{ kind: 'missing', position: 3, to: 3 }],
    ],
    [
      'three taken out',
      links => links.filter((_, index) => index < 1 || index > 3),
      [{ kind: 'missing', position: 2, to: 4 }],
    ],
    ['the first taken out', links => links.slice(1), [{ kind: 'missing', position: 1, to: 1 }]],
    ['the last taken out', links => links.slice(0, -1), [{ kind: 'headMismatch', length: 5, recorded: 6 }]],
    ['all taken out', () => [], [{ kind: 'headMismatch', length: 0, recorded: 6 }]],
    [
      'one put in beside another',
      links => [
        ...links.slice(0, 3),
        rehashed({ ...linkAt(links, 3), eventId: 'extra', creditedSeconds: 60 }),
        ...links.slice(3),
      ],
      [{ kind: 'inserted', position: 3, name: 'extra' }],
    ],
    [
      'one put in before another',
      links => [
        ...links.slice(0, 2),
        rehashed({ ...linkAt(links, 3), eventId: 'extra', creditedSeconds: 60 }),
        ...links.slice(2),
      ],
      [{ kind: 'inserted', position: 3, name: 'extra' }],
    ],
    [
      'one added at the end',
      links => [
        ...links,
        rehashed({ ...linkAt(links, 6), position: 7, previousHash: linkAt(links, 6)['hash'] }),
      ],
      [{ kind: 'headMismatch', length: 7, recorded: 6 }],
    ],
    [
      'two in each other’s place',
      links => [...links.slice(0, 2), linkAt(links, 4), linkAt(links, 3), ...links.slice(4)],
      [{ kind: 'reordered', position: 3, name: 'e3' }],
    ],
    [
      'two with each other’s position',
      links =>
        replaced(replaced(links, 3, { position: 99 }), 4, { position: 3 })
          .map(link => (link['position'] === 99 ? { ...link, position: 4 } : link))
          .sort((a, b) => Number(a['position']) - Number(b['position'])),
      [
        { kind: 'changed', position: 3, name: 'e4' },
        { kind: 'changed', position: 4, name: 'e3' },
      ],
    ],
    [
      'one without a position',
      links => replaced(links, 3, { position: 'three' }),
      [
        { kind: 'unreadable', name: 'e3' },
        { kind: 'missing', position: 3, to: 3 },
      ],
    ],
    [
      'one with a position far off',
      links => [...links, rehashed({ ...linkAt(links, 6), eventId: 'far', position: 9e15 })],
      [
        { kind: 'missing', position: 7, to: 9e15 - 1 },
        { kind: 'headMismatch', length: 9e15, recorded: 6 },
      ],
    ],
    [
      'one of another chain in its place',
      links => [...links.slice(0, 2), linkAt(chainOf(6, 'another').links, 3), ...links.slice(3)],
      [changed(3)],
    ],
  ])('%s is found and named', (_, tamper, findings) => {
    expect(afterwards(tamper)).toEqual(findings);
  });

  it('cannot be passed off as another session’s', () => {
    expect(afterwards(links => links, 'users/a/courses/b/sessions/other')).toEqual([changed(1)]);
  });

  it('a session that remembers another last event is told', () => {
    const { links, head } = chainOf(4);
    const findings = verifyChain({ links, chainName, head: { ...head, hash: 'a'.repeat(64) } });
    expect(findings).toContainEqual({ kind: 'headMismatch', length: 4, recorded: 4 });
  });

  it('whatever one field of one link becomes, that link is named', () => {
    const fields = fc.constantFrom('creditedSeconds', 'at', 'eventId', 'previousHash', 'hash', 'more');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fields, fc.string(), (position, field, value) => {
        const findings = afterwards(links => replaced(links, position, { [field]: `changed ${value}` }));
        expect(findings).toContainEqual(expect.objectContaining({ kind: 'changed', position }));
      }),
    );
  });

  it('the lane’s own receipt is not part of what a link says', () => {
    expect(afterwards(links => replaced(links, 2, { receipt: { at: new Date(0) } }))).toEqual([]);
  });
});
