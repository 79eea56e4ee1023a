import fc from 'fast-check';
import { type Act, appliedEntryId, refusedEntryId } from '../../../src/audit/act.ts';
import { readAnchors } from '../../../src/audit/anchors.ts';
import { snapshotOf } from '../../../src/audit/append-record.ts';
import { MAX_SNAPSHOT } from '../../../src/audit/schema.ts';
import { chainNames, chainOf } from '../../../src/audit/store.ts';
import { Id } from '../../../src/platform/ids.ts';

const act = (changes: Partial<Act> = {}): Act => ({
  uid: Id.parse('admin-1'),
  roles: ['admin'],
  action: 'unlockEnrollment',
  request: { requestId: Id.parse('request-1'), userId: Id.parse('student-1') },
  ...changes,
});

describe('an audit record', () => {
  it('is one for each request, whatever is said as its reason, and another for anything else', () => {
    const { request } = act();
    const first = appliedEntryId(act());
    expect(appliedEntryId(act({ request: { ...request, reason: 'told again' } }))).toBe(first);
    const others = [
      act({ uid: Id.parse('admin-2') }),
      act({ action: 'correctChallenge' }),
      act({ request: { ...request, requestId: Id.parse('request-2') } }),
      act({ request: { ...request, userId: Id.parse('student-2') } }),
      act({ document: 'suspense/pi_1' }),
    ].map(appliedEntryId);
    expect(new Set([first, ...others]).size).toBe(6);
  });

  it('of a stranger is one a day, of staff one for each request', () => {
    const again = act({ request: { requestId: Id.parse('request-2') } });
    const of = (wish: Act, reason: 'ROLE_REQUIRED' | 'NOT_FOUND', day = '2026-03-08') =>
      refusedEntryId({ act: wish, reason, day });
    expect(of(again, 'ROLE_REQUIRED')).toBe(of(act(), 'ROLE_REQUIRED'));
    expect(of(act(), 'ROLE_REQUIRED', '2026-03-09')).not.toBe(of(act(), 'ROLE_REQUIRED'));
    expect(of(again, 'NOT_FOUND')).not.toBe(of(act(), 'NOT_FOUND'));
    expect(of(act(), 'NOT_FOUND')).not.toBe(appliedEntryId(act()));
  });

  it('is in one of the chains that a check goes through', () => {
    const uids = fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/).filter(uid => Id.safeParse(uid).success);
    fc.assert(fc.property(uids, uid => chainNames.includes(chainOf(Id.parse(uid)))));
  });

  it('holds what was before and after up to a bound, and of more that there was more', () => {
    expect(snapshotOf(undefined)).toBeNull();
    expect(snapshotOf({ b: 1, a: new Date(0) })).toBe('{"a":"1970-01-01T00:00:00.000Z","b":1}');
    const fits = { text: 'x'.repeat(MAX_SNAPSHOT - 11) };
    expect(snapshotOf(fits)).toHaveLength(MAX_SNAPSHOT);
    expect(snapshotOf({ text: `${fits.text}x` })).toBe(`{"leftOut":"too long","length":${MAX_SNAPSHOT + 1}}`);
  });
});

describe('the ends of chains from an earlier check', () => {
  it('are read from what it printed, whatever else stands there', () => {
    const hash = 'a'.repeat(64);
    const printed = [
      { chain: 'staff-0', length: 3, hash, findings: [] },
      { target: 'x', chains: 16 },
    ];
    const text = `${printed.map(line => JSON.stringify(line)).join('\n')}\n`;
    expect([...readAnchors(text)]).toEqual([['staff-0', { chain: 'staff-0', length: 3, hash }]]);
  });
});
