import fc from 'fast-check';
import { boundedId } from '../../../src/platform/bounded-id.ts';
import { Id, RequestId } from '../../../src/platform/ids.ts';

describe('an id is one segment of a path and nothing else', () => {
  it.each(['a', 'A-b_9', 'x'.repeat(128), '_', '__', '___', '_x_', '-'])('%s', text => {
    expect(Id.safeParse(text).success).toBe(true);
  });

  it.each([
    '',
    'x'.repeat(129),
    'a/b/c',
    '..',
    '.',
    'a.b',
    'a b',
    'é',
    'a\n',
    '__x__',
    '____',
    '__proto__',
    '%2e%2e',
    '$',
    null,
    7,
    {},
    ['a'],
  ])('%j is none', text => {
    expect(Id.safeParse(text).success).toBe(false);
  });

  it('whatever passes cannot leave its place in a path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('.', '/', '_', 'a') })), text => {
        if (!Id.safeParse(text).success) return;
        expect(`users/${text}/x`.split('/')).toHaveLength(3);
        expect(encodeURIComponent(text)).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a request id', () => {
  it('is a UUID, and the same one in capital letters is the same', () => {
    const id = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11';
    expect(RequestId.parse(id)).toBe(id.toLowerCase());
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), text => expect(RequestId.parse(text)).toBe(text.toLowerCase())),
    );
  });

  it.each([
    '',
    'a',
    '1',
    'after_pi_1',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1',
    ' a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  ])('%j is none', text => {
    expect(RequestId.safeParse(text).success).toBe(false);
  });
});

describe('an id composed of others', () => {
  const longest = 'x'.repeat(128);

  it('is as people can read it where that fits, to the last character', () => {
    expect(boundedId('refund_pi_1')).toBe('refund_pi_1');
    expect(boundedId(`r_${'x'.repeat(126)}`)).toBe(`r_${'x'.repeat(126)}`);
  });

  it('is an id all the same where it does not, always the same one, another for another', () => {
    const one = boundedId(`r_${'x'.repeat(127)}`);
    expect(one).toMatch(/^long_[0-9a-f]{64}$/);
    expect(boundedId(`r_${'x'.repeat(127)}`)).toBe(one);
    expect(boundedId(`s_${'x'.repeat(127)}`)).not.toBe(one);
  });

  it('what no id may hold is told by its hash too', () => {
    expect(Id.safeParse(boundedId('a/b')).success).toBe(true);
    expect(boundedId(`${longest}_failed`)).not.toBe(boundedId(`${longest}_won`));
  });
});
