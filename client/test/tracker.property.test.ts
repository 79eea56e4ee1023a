import fc from 'fast-check';
import { StudyBrowser, type StudyTab } from './study-browser.ts';
import { refused } from './study-server.ts';

const lessons = ['signs', 'speed', 'night'];
const tab = fc.nat({ max: 2 });
const lesson = fc.constantFrom(...lessons);

type Happening =
  | { kind: 'pass'; seconds: number }
  | { kind: 'start' | 'enter' | 'complete'; tab: number; lessonId: string }
  | { kind: 'takeOver' | 'stop' | 'sign' | 'leave' | 'restore' | 'show'; tab: number }
  | { kind: 'play'; tab: number; lessonId: string; fromSeconds: number; toSeconds: number }
  | { kind: 'network'; isOnline: boolean }
  | { kind: 'trouble'; how: 'lost' | 'answerLost' }
  | { kind: 'state'; state: 'ACTIVE' | 'IDLE' | 'ON_BREAK' | 'CLOSED' }
  | { kind: 'lock'; lessonId: string }
  | { kind: 'tooShort'; isSo: boolean }
  | { kind: 'otherDevice' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      seconds: fc.constantFrom(0, 1, 7, 29, 30, 31, 90, 400),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('start' as const, 'enter' as const, 'complete' as const),
      tab,
      lessonId: lesson,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'takeOver' as const,
        'stop' as const,
        'sign' as const,
        'leave' as const,
        'restore' as const,
        'show' as const,
      ),
      tab,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('play' as const),
      tab,
      lessonId: lesson,
      fromSeconds: fc.nat({ max: 50 }),
      toSeconds: fc.nat({ max: 100 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('network' as const), isOnline: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('trouble' as const),
      how: fc.constantFrom('lost' as const, 'answerLost' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('state' as const),
      state: fc.constantFrom(
        'ACTIVE' as const,
        'ACTIVE' as const,
        'IDLE' as const,
        'ON_BREAK' as const,
        'CLOSED' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lock' as const), lessonId: lesson }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tooShort' as const), isSo: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('otherDevice' as const) }) },
);

/** A browser with three tabs, to which anything may happen. */
class Study {
  readonly browser = new StudyBrowser();
  readonly tabs = ['one', 'two', 'three'].map(name => this.browser.open(name));
  /** When somebody wanted a lesson completed: each allows one heartbeat before its time. */
  completions = 0;
  #happenings = 0;

  async happen(event: Happening): Promise<void> {
    const { browser } = this;
    this.#happenings += 1;
    switch (event.kind) {
      case 'pass':
        return browser.clock.pass(event.seconds * 1_000);
      case 'network':
        return browser.network.set(event.isOnline);
      case 'trouble':
        browser.server.troubles.push(event.how);
        return;
      case 'state':
        browser.server.state = event.state;
        return;
      case 'lock':
        browser.server.lockedLessons.add(event.lessonId);
        return;
      case 'tooShort':
        browser.server.completeRefusal = event.isSo ? refused('LESSON_TOO_SHORT') : undefined;
        return;
      case 'otherDevice':
        return browser.server.studyElsewhere();
      default:
        return this.#happenTo(event);
    }
  }

  #happenTo(event: Extract<Happening, { tab: number }>): void {
    const tab = this.tabs[event.tab];
    if (tab === undefined) throw new Error('there is no such tab');
    this.#ask(tab, event)?.catch(() => undefined);
  }

  #ask(tab: StudyTab, event: Extract<Happening, { tab: number }>): Promise<unknown> | undefined {
    const { tracker } = tab;
    switch (event.kind) {
      case 'start':
        return tracker.start(event);
      case 'enter':
        return tracker.enterLesson(event);
      case 'complete':
        this.completions += 1;
        return tracker.completeLesson(event);
      case 'takeOver':
        return tracker.takeOver();
      case 'stop':
        return tracker.stop();
      case 'play':
        tracker.videoPlayed(event);
        return undefined;
      case 'sign':
        tab.happen('signOfLife');
        return undefined;
      case 'leave':
        tab.happen('left');
        return undefined;
      case 'restore':
        tab.happen('restored');
        return undefined;
      case 'show':
        tab.happen('shown');
        return undefined;
    }
  }

  /** In the first tab, whatever it says. */
  async goOn(): Promise<void> {
    const [first] = this.tabs;
    if (first === undefined) throw new Error('there is no tab');
    const counting = first.tracker.start({ lessonId: 'signs' }).then(() => first.tracker.takeOver());
    await this.browser.clock.finish(counting);
    await this.browser.clock.pass(0);
  }

  /** Heartbeats that came within the interval of the one before, in the same session and for the same lesson. */
  get early(): number {
    const { beats, heartbeatSeconds } = this.browser.server;
    return beats.filter((beat, index) => {
      const before = beats[index - 1];
      const isSoon = before !== undefined && beat.atMs - before.atMs < heartbeatSeconds * 1_000;
      return isSoon && beat.isNew && before.sessionId === beat.sessionId && before.lessonId === beat.lessonId;
    }).length;
  }

  get counting(): number {
    const phases = ['counting', 'idle', 'onBreak', 'challenged'];
    return this.tabs.filter(({ tracker }) => phases.includes(tracker.state.phase)).length;
  }

  expectSound(): void {
    const { server } = this.browser;
    expect(server.mostUnderWay).toBeLessThanOrEqual(1);
    expect(this.counting).toBeLessThanOrEqual(1);
    expect(this.early).toBeLessThanOrEqual(this.completions);
    // A heartbeat an interval, a claim in fifteen seconds, and a few calls for what was asked for.
    const { clock } = this.browser;
    expect(server.calls.length).toBeLessThanOrEqual(clock.nowMs() / 10_000 + 12 * this.#happenings);
  }

  /** Of each session: every number once more than the one before, unless it is the same again. */
  expectNumbered(): void {
    const { beats, sessions } = this.browser.server;
    for (const { sessionId } of sessions) {
      const numbers = beats.filter(beat => beat.sessionId === sessionId).map(({ sequence }) => sequence);
      for (const [index, number] of numbers.entries()) {
        const before = numbers[index - 1] ?? 0;
        expect([before, before + 1]).toContain(number);
      }
    }
  }
}

describe('whatever happens to three tabs of a student', () => {
  it('one of them counts at most, with one heartbeat an interval, numbered without a gap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async happenings => {
        const study = new Study();
        for (const event of happenings) {
          await study.happen(event);
          await study.browser.clock.pass(0);
          study.expectSound();
        }
        study.expectNumbered();
      }),
      { numRuns: 1000 },
    );
  });

  it('the student can go on afterwards, and nothing runs any more once they stop', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async happenings => {
        const study = new Study();
        for (const event of happenings) await study.happen(event);
        const { browser, tabs } = study;
        const { server, clock, network } = browser;
        Object.assign(server, { state: 'ACTIVE', troubles: [], completeRefusal: undefined });
        server.lockedLessons.clear();
        network.set(true);
        // That another device took over is learned from a heartbeat only, so once may not be enough.
        for (let clicks = 0; clicks < 3 && study.counting === 0; clicks += 1) await study.goOn();
        expect(study.counting).toBe(1);
        for (const tab of tabs) await clock.finish(tab.tracker.stop());
        await clock.pass(5_000);
        expect(study.counting).toBe(0);
        expect(clock.pendingTimers).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
