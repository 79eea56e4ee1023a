import fc from 'fast-check';
import { endGrant, grantAccess, isLive, isRefusal, readUnder } from '../../../src/audit/grant.ts';
import type { AccessGrant } from '../../../src/audit/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { refuse } from '../../../src/platform/refusal.ts';

const uid = Id.parse('auditor-1');
const now = new Date('2026-03-08T06:59:59.999Z');
const request = {
  userId: Id.parse('student-1'),
  courseId: Id.parse('ohio-teen'),
  reason: 'complaint 2026/117',
  minutes: 30,
};

function someGrant(changes: Partial<AccessGrant> = {}): AccessGrant {
  const grant = grantAccess({ grantId: Id.parse('grant-1'), uid, request, now });
  if (isRefusal(grant)) throw new Error('This grant is given.');
  return { ...grant, ...changes };
}

const after = (ms: number): Date => new Date(now.getTime() + ms);
const HALF_HOUR_MS = 1_800_000;

describe('a grant', () => {
  it.each([
    [0, true],
    [HALF_HOUR_MS - 1, true],
    [HALF_HOUR_MS, false],
    [HALF_HOUR_MS + 1, false],
  ])('of 30 minutes after %d ms: live is %s', (ms, live) => {
    expect(isLive(someGrant(), after(ms))).toBe(live);
  });

  it('lasts as many minutes as were asked for, whatever the clocks of the place do', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 }), (at, minutes) => {
        const grant = grantAccess({
          grantId: Id.parse('grant-1'),
          uid,
          request: { ...request, minutes },
          now: at,
        });
        if (isRefusal(grant)) return false;
        const lastMs = new Date(at.getTime() + minutes * 60_000 - 1);
        return isLive(grant, lastMs) && !isLive(grant, new Date(lastMs.getTime() + 1));
      }),
    );
  });

  it('is never over oneself', () => {
    const own = { ...request, userId: uid };
    expect(grantAccess({ grantId: Id.parse('grant-1'), uid, request: own, now })).toEqual(
      refuse('NOT_FOR_ONESELF'),
    );
  });

  it('counts its reads while it is live and refuses them afterwards', () => {
    expect(readUnder(someGrant({ reads: 4 }), after(1))).toMatchObject({ reads: 5, lastReadAt: after(1) });
    for (const grant of [undefined, someGrant({ endedAt: now })])
      expect(readUnder(grant, after(1))).toEqual(refuse('GRANT_REQUIRED'));
    expect(readUnder(someGrant(), after(HALF_HOUR_MS))).toEqual(refuse('GRANT_REQUIRED'));
  });
});

describe('the end of a grant', () => {
  const end = (changes: Partial<Parameters<typeof endGrant>[0]>) =>
    endGrant({ grant: someGrant(), uid, role: 'auditor', now: after(5), ...changes });

  it('is now, or when it had ended before', () => {
    expect(end({})).toMatchObject({ endedAt: after(5) });
    expect(end({ grant: someGrant({ endedAt: after(2) }) })).toMatchObject({ endedAt: after(2) });
    expect(end({ now: after(HALF_HOUR_MS + 7) })).toMatchObject({ endedAt: after(HALF_HOUR_MS) });
  });

  it.each([
    ['its owner', uid, 'auditor', true],
    ['another auditor', Id.parse('auditor-2'), 'auditor', false],
    ['an admin', Id.parse('admin-1'), 'admin', true],
  ] as const)('%s', (_, by, role, may) => {
    expect(isRefusal(end({ uid: by, role }))).toBe(!may);
  });
});
