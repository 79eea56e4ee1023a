import { type Fault, mentioning, requestLost } from './index.ts';
import { FaultSchedule } from './schedule.ts';

const unavailable = requestLost({ code: 'UNAVAILABLE' });
const aborted = requestLost({ code: 'ABORTED' });
const commit = (text = '') => ({ method: 'Commit' as const, request: Buffer.from(text) });
const read = { method: 'BatchGetDocuments' as const, request: Buffer.from('') };

function hitsOf(input: { fault: Fault; calls: number }): number[] {
  const schedule = new FaultSchedule();
  schedule.add(input.fault);
  const numbers = Array.from({ length: input.calls }, (_, index) => index + 1);
  return numbers.filter(() => schedule.actionFor(commit()) !== undefined);
}

describe('FaultSchedule', () => {
  it('hits the next call only, unless told otherwise', () => {
    expect(hitsOf({ fault: { action: unavailable }, calls: 4 })).toEqual([1]);
    expect(hitsOf({ fault: { action: unavailable, timing: { kind: 'next', calls: 3 } }, calls: 4 })).toEqual([
      1, 2, 3,
    ]);
    expect(hitsOf({ fault: { action: unavailable, timing: { kind: 'nth', call: 3 } }, calls: 4 })).toEqual([
      3,
    ]);
    expect(hitsOf({ fault: { action: unavailable, timing: { kind: 'every' } }, calls: 2 })).toEqual([1, 2]);
  });

  it('hits the same share of calls again for the same seed, and others for another', () => {
    const share = (seed: number) =>
      hitsOf({ fault: { action: unavailable, timing: { kind: 'share', share: 0.3, seed } }, calls: 1_000 });
    expect(share(7)).toEqual(share(7));
    expect(share(7)).not.toEqual(share(8));
    expect(share(7).length).toBeGreaterThan(240);
    expect(share(7).length).toBeLessThan(360);
  });

  it('leaves calls of other methods and about other documents alone, uncounted', () => {
    const schedule = new FaultSchedule();
    const fault = schedule.add({ methods: ['Commit'], where: mentioning('users/ada'), action: unavailable });
    expect(schedule.actionFor(read)).toBeUndefined();
    expect(schedule.actionFor(commit('users/bob'))).toBeUndefined();
    expect(schedule.actionFor(commit('users/ada'))).toEqual(unavailable);
    expect(fault.firedCount()).toBe(1);
  });

  it('plays one fault after the other when each waits for its own call', () => {
    const schedule = new FaultSchedule();
    schedule.add({ action: unavailable });
    schedule.add({ action: aborted, timing: { kind: 'nth', call: 2 } });
    expect([1, 2, 3].map(() => schedule.actionFor(commit()))).toEqual([unavailable, aborted, undefined]);
  });

  it('forgets its faults when cleared', () => {
    const schedule = new FaultSchedule();
    schedule.add({ action: unavailable, timing: { kind: 'every' } });
    schedule.clear();
    expect(schedule.actionFor(commit())).toBeUndefined();
  });
});
