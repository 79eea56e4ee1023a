import fc from 'fast-check';
import type { TimelineItem } from '../../../src/staff/api.ts';
import { describeItem } from '../../../src/staff/student/timeline/describe-item.ts';
import { type LaneId, layLanes, type Period } from '../../../src/staff/student/timeline/lanes.ts';
import {
  isNearer,
  moved,
  periodAround,
  periodOf,
  zoomed,
} from '../../../src/staff/student/timeline/period.ts';
import { ticksOf } from '../../../src/staff/student/timeline/ticks.ts';
import { check, payment, session } from './items.ts';

const ms = (iso: string): number => Date.parse(iso);
const HOUR_MS = 3_600_000;
const nowMs = ms('2026-03-02T12:00:00Z');
/** Ten hours in 1,000 pixels: 100 an hour. */
const period: Period = { fromMs: ms('2026-03-02T06:00:00Z'), toMs: ms('2026-03-02T16:00:00Z') };

const marksIn = (lane: LaneId, items: readonly TimelineItem[]) =>
  layLanes({ items, period, width: 1_000, nowMs }).find(({ id }) => id === lane)?.marks ?? [];

describe('what happened, as a picture', () => {
  test('a payment stands at its hour, in the lane of money', () => {
    expect(marksIn('money', [payment()])).toEqual([
      expect.objectContaining({ x: 400, width: 0, tone: 'good' }),
    ]);
    expect(marksIn('study', [payment()])).toEqual([]);
  });

  test('a session reaches from its start to its end, an open one up to now', () => {
    expect(marksIn('study', [session()])).toEqual([expect.objectContaining({ x: 400, width: 100 })]);
    const open = session({ endedAt: null, state: 'ACTIVE', endReason: null });
    expect(marksIn('study', [open])).toEqual([expect.objectContaining({ x: 400, width: 200 })]);
  });

  test('what reaches beyond the picture is cut, what lies outside is left out', () => {
    const early = session({ startedAt: '2026-03-02T04:00:00Z', endedAt: '2026-03-02T07:00:00Z' });
    expect(marksIn('study', [early])).toEqual([expect.objectContaining({ x: 0, width: 100 })]);
    expect(marksIn('money', [payment({ at: '2026-03-01T10:00:00Z' })])).toEqual([]);
  });

  test('what cannot be told apart is one mark of all of it, in the colour of the worst', () => {
    const wrong = check({ id: 'check-2', state: 'INCORRECT', at: '2026-03-02T10:33:00.000Z' });
    const far = check({ id: 'check-3', at: '2026-03-02T15:00:00.000Z' });
    const marks = marksIn('checks', [far, wrong, check()]);
    expect(marks.map(({ items }) => items.map(({ id }) => id))).toEqual([
      ['check-1', 'check-2'],
      ['check-3'],
    ]);
    expect(marks[0]?.tone).toBe('bad');
  });

  test('nothing in sight is lost, and nothing shown twice, however much lies together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 599 })), minutes => {
        const items = minutes.map((minute, index) =>
          check({ id: `check-${index}`, at: new Date(period.fromMs + minute * 60_000).toISOString() }),
        );
        const shown = marksIn('checks', items).flatMap(mark => mark.items.map(({ id }) => id));
        expect([...shown].sort()).toEqual(items.map(({ id }) => id).sort());
      }),
    );
  });

  test('an enrollment without a name for a thing still shows it as it is called', () => {
    const item: TimelineItem = {
      kind: 'staffAction',
      id: 'x',
      at: '2026-03-02T10:00:00Z',
      action: 'somethingNew',
      by: 'admin-1',
      reason: 'why',
    };
    expect(describeItem(item)).toEqual({ title: 'somethingNew', detail: 'why · by admin-1' });
  });
});

describe('the period that is shown', () => {
  const items = [payment({ at: '2026-01-01T00:00:00Z' }), session()];

  test('«all» reaches from the first thing to the last', () => {
    const all = periodOf({ choice: 'all', items, nowMs });
    expect(all.fromMs).toBeLessThan(ms('2026-01-01T00:00:00Z'));
    expect(all.toMs).toBeGreaterThan(ms('2026-03-02T11:00:00Z'));
  });

  test('a day means the last day on which something happened, not today', () => {
    const day = periodOf({ choice: 'day', items, nowMs: ms('2027-01-01T00:00:00Z') });
    expect(day.toMs).toBeGreaterThan(ms('2026-03-02T11:00:00Z'));
    expect(day.toMs - day.fromMs).toBeLessThan(26 * HOUR_MS);
  });

  test('a course without any history has a period all the same', () => {
    const empty = periodOf({ choice: 'all', items: [], nowMs });
    expect(empty.toMs).toBeGreaterThan(empty.fromMs);
  });

  test('several things of the same moment can be looked at from near', () => {
    const near = periodAround({ items: [payment(), payment({ id: 'pi_2' })], nowMs });
    expect(near.toMs - near.fromMs).toBeGreaterThanOrEqual(10_000);
    expect(near.toMs - near.fromMs).toBeLessThan(20_000);
  });

  test('what happened in the same second cannot be looked at from nearer still', () => {
    const near = periodAround({ items: [payment(), payment({ id: 'pi_2' })], nowMs });
    expect(isNearer({ near, period })).toBe(true);
    expect(isNearer({ near, period: near })).toBe(false);
  });

  test('closer and further keep the middle, and never come to nothing', () => {
    expect(zoomed({ period, factor: 0.5 })).toEqual({
      fromMs: period.fromMs + 2.5 * HOUR_MS,
      toMs: period.toMs - 2.5 * HOUR_MS,
    });
    const nearest = zoomed({ period, factor: 1e-9 });
    expect(nearest.toMs - nearest.fromMs).toBe(10_000);
  });

  test('earlier and later move by a share of what is in sight', () => {
    expect(moved({ period, share: -0.5 })).toEqual({
      fromMs: period.fromMs - 5 * HOUR_MS,
      toMs: period.toMs - 5 * HOUR_MS,
    });
  });
});

describe('the axis', () => {
  test('days begin at midnight of the enrollment’s time zone, also where summer time begins in between', () => {
    const fortnight = { fromMs: ms('2026-03-02T12:00:00Z'), toMs: ms('2026-03-13T12:00:00Z') };
    const ticks = ticksOf({ period: fortnight, atMost: 12, timeZone: 'America/New_York' });
    const starts = ticks.map(({ atMs }) => new Date(atMs).toISOString());
    expect(starts.slice(0, 2)).toEqual(['2026-03-03T05:00:00.000Z', '2026-03-04T05:00:00.000Z']);
    // From 8 March on New York is four hours behind, not five.
    expect(starts.at(-1)).toBe('2026-03-13T04:00:00.000Z');
  });

  test('however long or short a time is, there are no more marks than asked for, and they lie inside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60_000, max: 3_650 * 86_400_000 }),
        fc.integer({ min: 2, max: 12 }),
        (lengthMs, atMost) => {
          const shown = { fromMs: period.fromMs, toMs: period.fromMs + lengthMs };
          const ticks = ticksOf({ period: shown, atMost, timeZone: 'Europe/Berlin' });
          expect(ticks.length).toBeLessThanOrEqual(atMost + 1);
          for (const { atMs } of ticks) expect(atMs).toBeGreaterThanOrEqual(shown.fromMs);
        },
      ),
    );
  });
});
