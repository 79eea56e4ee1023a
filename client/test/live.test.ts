import type { FirestoreError } from 'firebase/firestore';
import { Timestamp } from 'firebase/firestore';
import { documentOf } from '../src/plain-data.ts';
import { keepOpen, type Live } from '../src/watch.ts';
import { VirtualClock } from './virtual-clock.ts';

const failure = (code: FirestoreError['code']): FirestoreError =>
  Object.assign(new Error(code), { code, name: 'FirebaseError' });

/** A stream that a test speaks through and breaks. */
class Stream {
  readonly clock = new VirtualClock();
  readonly heard: string[] = [];
  opened = 0;
  closed = 0;
  isSignedIn = true;
  say: (live: Live<number>) => void = () => undefined;
  fail: (error: FirestoreError) => void = () => undefined;
  readonly unwatch = keepOpen<number>({
    deps: { isSignedIn: () => this.isSignedIn, clock: this.clock },
    name: 'courses/ohio',
    listener: live => this.heard.push(textOf(live)),
    open: (say, fail) => {
      this.opened += 1;
      Object.assign(this, { say, fail });
      return () => {
        this.closed += 1;
      };
    },
  });
}

function textOf(live: Live<number>): string {
  switch (live.status) {
    case 'ready':
      return `${live.data}${live.isStale ? ' stale' : ''}`;
    case 'failed':
      return live.error.reason;
    default:
      return live.status;
  }
}

const fresh = (data: number): Live<number> => ({ status: 'ready', data, isStale: false });

describe('what is watched', () => {
  it('is loading at first, then what there is, then every change', () => {
    const stream = new Stream();
    stream.say(fresh(1));
    stream.say(fresh(2));
    stream.say({ status: 'missing' });
    expect(stream.heard).toEqual(['loading', '1', '2', 'missing']);
  });

  it('stays, marked as stale, while a broken stream is opened again', async () => {
    const stream = new Stream();
    stream.say(fresh(1));
    stream.fail(failure('unavailable'));
    expect(stream.opened).toBe(1);
    await stream.clock.pass(1_000);
    expect(stream.opened).toBe(2);
    stream.fail(failure('internal'));
    await stream.clock.pass(2_000);
    expect(stream.opened).toBe(3);
    stream.say(fresh(2));
    expect(stream.heard).toEqual(['loading', '1', '1 stale', '2']);
  });

  it('is asked for less and less often while it keeps breaking', async () => {
    const stream = new Stream();
    for (let seconds = 0; seconds < 600; seconds += 1) {
      const before = stream.opened;
      await stream.clock.pass(1_000);
      if (stream.opened > before) stream.fail(failure('unavailable'));
    }
    stream.fail(failure('unavailable'));
    await stream.clock.pass(600_000);
    expect(stream.opened).toBeLessThan(25);
  });

  it('is asked for soon again after a break, each time the server was heard of before: that there is none, too', async () => {
    const stream = new Stream();
    for (let breaks = 1; breaks <= 8; breaks += 1) {
      stream.say({ status: 'missing' });
      stream.fail(failure('unavailable'));
      await stream.clock.pass(1_000);
      expect(stream.opened).toBe(1 + breaks);
    }
  });

  it('fails where it may not be seen', async () => {
    const stream = new Stream();
    stream.fail(failure('permission-denied'));
    await stream.clock.pass(600_000);
    expect(stream.heard).toEqual(['loading', 'NOT_FOUND']);
    expect(stream.opened).toBe(1);
  });

  it('ends quietly when the user signs out', () => {
    const stream = new Stream();
    stream.say(fresh(1));
    stream.isSignedIn = false;
    stream.fail(failure('permission-denied'));
    expect(stream.heard).toEqual(['loading', '1']);
  });

  it('is told no more once nobody watches', async () => {
    const stream = new Stream();
    stream.fail(failure('unavailable'));
    stream.unwatch();
    await stream.clock.pass(600_000);
    stream.say(fresh(1));
    expect(stream.heard).toEqual(['loading']);
    expect(stream.opened).toBe(1);
  });
});

describe('a stored document', () => {
  it('has dates in place of timestamps, however deep', () => {
    const at = new Date('2026-03-02T15:00:00Z');
    const stored = Timestamp.fromDate(at);
    const data = {
      at: stored,
      stretches: [{ from: stored, to: null }],
      identity: { lock: { until: stored } },
      n: 1,
    };
    expect(documentOf(data)).toEqual({
      at,
      stretches: [{ from: at, to: null }],
      identity: { lock: { until: at } },
      n: 1,
    });
  });
});
