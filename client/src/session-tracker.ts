import { answerCheck } from './answer-check.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Callables } from './contract/callables.ts';
import { Emitter } from './emitter.ts';
import { endAll } from './listen.ts';
import { TabElection } from './tab-election.ts';
import { browserHost, type TrackerHost } from './tracker-host.ts';
import { initialMachine, step } from './tracker-machine.ts';
import type { SessionTrackerOptions, TrackerEvents } from './tracker-options.ts';
import { TrackerPromises } from './tracker-promises.ts';
import { TaskRunner } from './tracker-run.ts';
import type { Effect, Machine, Task, TrackerEvent, TrackerState } from './tracker-state.ts';
import { wakeAtMs } from './tracker-tasks.ts';
import { viewOf } from './tracker-view.ts';
import type { Stretch } from './video-claims.ts';

type CheckAnswer = Callables['answerChallenge']['answer'];
type CompleteAnswer = Callables['completeLesson']['answer'];

/**
 * Counts a student's time in a course: sends heartbeats at the policy's pace from one tab of the browser, sees to video
 * progress, identity checks, lost connections and pages that close. All figures are the server's.
 */
export class SessionTracker {
  readonly #options: SessionTrackerOptions;
  readonly #clock: Clock;
  readonly #host: TrackerHost;
  readonly #election: TabElection;
  readonly #emitters: { readonly [E in keyof TrackerEvents]: Emitter<TrackerEvents[E]> } = {
    state: new Emitter(),
    challenge: new Emitter(),
    challengeSettled: new Emitter(),
    ended: new Emitter(),
    refused: new Emitter(),
  };
  readonly #runner: TaskRunner;
  readonly #promises = new TrackerPromises();
  #machine: Machine;
  #state: TrackerState;
  #unwatch: (() => void) | undefined;
  #cancelTimer: () => void = () => undefined;

  constructor(options: SessionTrackerOptions) {
    const { clock = systemClock, host = browserHost, userId } = options;
    this.#options = options;
    this.#clock = clock;
    this.#host = host;
    this.#runner = new TaskRunner({ ...options, clock, host });
    this.#machine = initialMachine({ isOnline: host.network.isOnline() });
    this.#state = viewOf(this.#machine);
    this.#election = new TabElection({
      deps: { locks: host.locks, openChannel: host.openChannel, clock },
      userId,
      events: {
        elected: () => this.#dispatch({ kind: 'elected' }),
        notElected: () => this.#dispatch({ kind: 'notElected' }),
        seatAsked: () => this.#dispatch({ kind: 'handOverAsked' }),
        told: figures => this.#dispatch({ kind: 'told', figures }),
        curious: () => this.#tell(),
      },
    });
  }

  get state(): TrackerState {
    return this.#state;
  }

  /** Tells of an event from now on. @returns what ends it */
  on<E extends keyof TrackerEvents>(event: E, listener: (detail: TrackerEvents[E]) => void): () => void {
    return this.#emitters[event].on(listener);
  }

  /**
   * Begins to count in a lesson. Resolves once it counts here, or once it is known that another tab does; waits for the
   * network.
   * @throws SeatbeltError where the server refuses a session: DAILY_LIMIT, ACCESS_LOCKED, IDENTITY_LOCKED, LESSON_LOCKED …
   */
  start({ lessonId }: { lessonId: string }): Promise<void> {
    this.#watch();
    const started = this.#promises.starting.wait();
    this.#dispatch({ kind: 'startWanted', lessonId });
    return started;
  }

  /**
   * Makes this tab the one that counts, wherever the student counted before: another tab, or another device. After a
   * `start` only.
   * @throws SeatbeltError as `start`
   */
  takeOver(): Promise<void> {
    this.#watch();
    const started = this.#promises.starting.wait();
    this.#dispatch({ kind: 'takeOverWanted' });
    this.#election.takeOver();
    return started;
  }

  /**
   * Tells that the student is in that lesson from now on. Resolves once the server knows.
   * @throws SeatbeltError LESSON_LOCKED, LESSON_NOT_FOUND: the student is where they were before
   */
  enterLesson({ lessonId }: { lessonId: string }): Promise<void> {
    const entered = this.#promises.entering.wait();
    this.#dispatch({ kind: 'lessonWanted', lessonId });
    return entered;
  }

  /** Takes what a player reports, as often as it does: `timeupdate`, from the time of the last one to the present. */
  videoPlayed(stretch: Stretch): void {
    this.#dispatch({ ...stretch, kind: 'played' });
  }

  /**
   * Answers an identity check.
   * @throws SeatbeltError CHALLENGE_NOT_FOUND, CHALLENGE_ANSWERED: it is open no longer; …
   */
  answerChallenge(input: { challengeId: string; answer: string }): Promise<CheckAnswer> {
    const { challengeId } = input;
    const { seatbelt, courseId } = this.#options;
    return answerCheck({
      seatbelt,
      request: { courseId, ...input },
      settled: ({ isLocked }) => this.#dispatch({ kind: 'challengeAnswered', challengeId, isLocked }),
    });
  }

  /**
   * Completes a lesson, after the last of its video and its time have been told. Waits for the network.
   * @throws SeatbeltError LESSON_TOO_SHORT, VIDEO_NOT_WATCHED, LESSON_LOCKED …; ABORTED where no time is counted here
   */
  async completeLesson({ lessonId }: { lessonId: string }): Promise<CompleteAnswer> {
    const { completing } = this.#promises;
    const isOtherUnderWay = () => (this.#machine.completion?.lessonId ?? lessonId) !== lessonId;
    // Whatever becomes of other lessons' completions is told to whoever asked for those.
    while (isOtherUnderWay()) await completing.wait().catch(() => undefined);
    const completed = completing.wait();
    this.#dispatch({ kind: 'completionWanted', lessonId });
    return completed;
  }

  /**
   * Ends the session, and with it the counting, unless it is started again meanwhile. Never rejects: the server ends a
   * session that is not heard of.
   */
  stop({ reason = 'stopped' }: { reason?: string } = {}): Promise<void> {
    const stopped = this.#promises.stopping.wait();
    this.#dispatch({ kind: 'stopWanted', reason });
    return stopped;
  }

  #dispatch(event: TrackerEvent): void {
    const { machine, effects } = step(this.#machine, event, this.#clock.nowMs());
    const before = this.#machine;
    this.#machine = machine;
    if (machine.seat !== 'here') this.#runner.forgetStart();
    // Before a page is told: it may start again at once, and that has to come after.
    for (const effect of effects) this.#carryOut(effect);
    this.#show();
    this.#announce(before, machine);
    this.#promises.keep(this.#machine);
    this.#setTimer();
  }

  #setTimer(): void {
    this.#cancelTimer();
    const nowMs = this.#clock.nowMs();
    const atMs = wakeAtMs(this.#machine, nowMs);
    if (atMs === null) return;
    const delayMs = Math.max(1, Math.ceil(atMs - nowMs));
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#dispatch({ kind: 'tick' }));
  }

  #show(): void {
    const state = viewOf(this.#machine);
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#tell();
    this.#emitters.state.emit(state);
  }

  #tell(): void {
    if (this.#machine.seat !== 'here') return;
    const { creditedSeconds, todaySeconds, remainingTodaySeconds } = this.#state;
    this.#election.tell({ creditedSeconds, todaySeconds, remainingTodaySeconds });
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'run':
        void this.#run(effect.task);
        break;
      case 'elect':
        this.#election.stand();
        break;
      case 'release':
        this.#release(effect);
        break;
      case 'beacon':
        this.#host.sendBeacon(this.#options.seatbelt.beaconUrl, effect.token);
        break;
      case 'refused':
        // The state first: whoever hears of it may look where the student is.
        this.#show();
        this.#emitters.refused.emit(effect.error);
        this.#promises.refuse(this.#machine, effect.error);
        break;
      case 'completed':
        this.#promises.completing.resolve(effect.answer);
        break;
    }
  }

  /** What a page is told once, when it comes about. */
  #announce(before: Machine, { challenge, ended }: Machine): void {
    if (before.challenge?.challengeId !== challenge?.challengeId) {
      if (before.challenge !== null)
        this.#emitters.challengeSettled.emit({ challengeId: before.challenge.challengeId });
      if (challenge !== null) this.#emitters.challenge.emit(challenge);
    }
    if (ended !== null && ended !== before.ended) this.#emitters.ended.emit({ because: ended });
  }

  async #run(task: Task): Promise<void> {
    const result = await this.#runner.run(task);
    this.#dispatch({ kind: 'settled', taskId: task.taskId, result });
  }

  #release({ waits }: { waits: boolean }): void {
    this.#election.release({ waits });
    // A page that was only left may come back.
    if (waits || this.#machine.isWanted) return;
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  #watch(): void {
    if (this.#unwatch !== undefined) return;
    this.#unwatch = endAll([
      this.#host.watchActivity(() => this.#dispatch({ kind: 'signOfLife' })),
      this.#host.network.watch(isOnline => this.#dispatch({ kind: 'network', isOnline })),
      this.#host.watchPage({
        left: () => this.#dispatch({ kind: 'pageLeft' }),
        restored: () => this.#dispatch({ kind: 'pageRestored' }),
        // Timers of a hidden page may be late by a minute.
        shown: () => this.#dispatch({ kind: 'tick' }),
      }),
    ]);
    this.#dispatch({ kind: 'network', isOnline: this.#host.network.isOnline() });
  }
}
