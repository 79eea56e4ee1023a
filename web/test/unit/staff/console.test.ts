import { amountText, parseAmount } from '../../../src/staff/amount.ts';
import { matchesRecord } from '../../../src/staff/audit/matches-record.ts';
import { type ReplayProgress, replayEach } from '../../../src/staff/events/replay-progress.ts';
import { countdown, liveGrants, parseGrants } from '../../../src/staff/grants/kept-grants.ts';
import { concernsOf } from '../../../src/staff/health/concerns.ts';
import { commitShares, leftOutWords } from '../../../src/staff/health/figures.ts';
import { mayOpen, placesFor, staffRoleOf } from '../../../src/staff/roles.ts';
import { health } from './health.ts';

describe('who may go where', () => {
  test('a student has no place in the console', () => {
    expect(staffRoleOf('student')).toBeUndefined();
    expect(staffRoleOf('owner')).toBeUndefined();
  });

  test('an instructor sees the calendar alone, an auditor records and the log', () => {
    expect(placesFor('instructor').map(({ path }) => path)).toEqual(['/calendar']);
    expect(placesFor('auditor').map(({ path }) => path)).toEqual(['/grants', '/audit']);
  });

  test('the audit log is not the admins’ to read: it records their acts', () => {
    expect(mayOpen({ role: 'admin', path: '/audit' })).toBe(false);
    expect(mayOpen({ role: 'admin', path: '/students' })).toBe(true);
  });
});

describe('an amount that somebody types', () => {
  test.each([
    ['49.50', 4_950],
    ['49,5', 4_950],
    [' $49 ', 4_900],
    ['0.05', 5],
  ])('%s is %i minor units', (text, amount) => {
    expect(parseAmount(text)).toBe(amount);
  });

  test.each(['', '0', '-5', '49.505', '1e3', '12345678901', '49.50.1', 'ten'])('«%s» is no amount', text => {
    expect(parseAmount(text)).toBeUndefined();
  });

  test('what is shown in the field is read as the same amount', () => {
    expect(parseAmount(amountText(123_456))).toBe(123_456);
  });
});

describe('parked events replayed together', () => {
  test('one after the other, and one that fails stops none of the others', async () => {
    let underWay = 0;
    let progress: ReplayProgress | undefined;
    await replayEach({
      eventIds: ['evt_1', 'evt_2', 'evt_3'],
      replay: async eventId => {
        underWay += 1;
        expect(underWay).toBe(1);
        await Promise.resolve();
        underWay -= 1;
        if (eventId === 'evt_2') throw new Error('still broken');
        return { state: 'applied' };
      },
      isWanted: () => true,
      onProgress: next => {
        progress = next;
      },
    });
    expect(progress?.done.map(({ state, problem }) => state ?? problem)).toEqual([
      'applied',
      'still broken',
      'applied',
    ]);
  });

  test('leaving the page stops it between two', async () => {
    const replayed: string[] = [];
    await replayEach({
      eventIds: ['evt_1', 'evt_2'],
      replay: async eventId => {
        replayed.push(eventId);
        return { state: 'applied' };
      },
      isWanted: () => replayed.length === 0,
      onProgress: () => undefined,
    });
    expect(replayed).toEqual(['evt_1']);
  });
});

describe('break-glass grants in this tab', () => {
  const grant = {
    grantId: 'g',
    userId: 'u',
    courseId: 'c',
    expiresAt: '2026-03-02T10:00:00Z',
    reason: 'a good reason',
  };
  const nowMs = Date.parse('2026-03-02T09:45:30Z');

  test('one whose time is over is shown no more', () => {
    expect(liveGrants({ grants: [grant], nowMs })).toEqual([grant]);
    expect(liveGrants({ grants: [grant], nowMs: Date.parse(grant.expiresAt) })).toEqual([]);
  });

  test('what is left is counted in minutes and seconds', () => {
    expect(countdown({ expiresAt: grant.expiresAt, nowMs })).toBe('14:30');
    expect(countdown({ expiresAt: grant.expiresAt, nowMs: nowMs + 3_600_000 })).toBe('0:00');
  });

  test('whatever else is stored under that name is taken for nothing', () => {
    expect(parseGrants('{broken')).toEqual([]);
    expect(parseGrants('[{"grantId": 1}, null]')).toEqual([]);
    expect(parseGrants(JSON.stringify([grant]))).toEqual([grant]);
  });
});

test('commits that failed, however they did, are shown beside those that went through', () => {
  const { lanes } = health();
  const failed = { conflicts: 2, rereads: 3, isolations: 4, unknownOutcomes: 5 };
  expect(commitShares({ ...lanes, ...failed, commits: 80 }).map(({ name, count }) => [name, count])).toEqual([
    ['went through', 80],
    ['conflicts', 2],
    ['was there already', 3],
    ['taken apart', 4],
    ['unknown outcome', 5],
  ]);
});

test('reports of another version are said to be missing', () => {
  expect(leftOutWords(1)).toContain('One instance of another version reported too and is not counted');
  expect(leftOutWords(2)).toContain('2 instances of another version reported too and are not counted');
});

describe('what of the system’s health somebody should look at', () => {
  test('nothing, when all is well', () => {
    expect(concernsOf(health())).toEqual([]);
  });

  test('counters that are not the sum of their records come first', () => {
    const drift = { ...health().drift, drifted: 2, repaired: 1 };
    const backlog = { ...health().backlog, parkedEvents: 3 };
    const concerns = concernsOf({ ...health(), drift, backlog });
    expect(concerns.map(({ tone, path }) => [tone, path])).toEqual([
      ['bad', null],
      ['warn', '/events'],
    ]);
  });

  test('a quiet hour’s few retries are no reason to worry', () => {
    const few = { calls: 4, attempts: 8, retries: 4, giveUps: 0 };
    expect(concernsOf({ ...health(), retry: few })).toEqual([]);
    const many = { calls: 400, attempts: 500, retries: 100, giveUps: 0 };
    expect(concernsOf({ ...health(), retry: many })).toHaveLength(1);
  });
});

test('a record of the audit log is found by every word of it, whatever the case', () => {
  const record = {
    action: 'refundPayment',
    actor: { uid: 'admin-1', role: 'admin' as const },
    subject: { userId: 'student-1', courseId: 'course-1', document: null },
    reason: 'Paid twice',
    outcome: 'applied' as const,
    refusal: null,
  };
  expect(matchesRecord({ record, text: 'TWICE refund' })).toBe(true);
  expect(matchesRecord({ record, text: 'twice unlock' })).toBe(false);
  expect(matchesRecord({ record, text: '' })).toBe(true);
});
