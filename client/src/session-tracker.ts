import { clientFailure } from './classify.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Callables } from './contract/callables.ts';
import { Deferred } from './deferred.ts';
import { Emitter } from './emitter.ts';
import { isSeatbeltError, SeatbeltError } from './errors.ts';
import { endAll } from './listen.ts';
import type { Seatbelt } from './seatbelt.ts';
import { TabElection } from './tab-election.ts';
import { browserHost, type TrackerHost } from './tracker-host.ts';
import { initialMachine, step } from './tracker-machine.ts';
import { runTask } from './tracker-run.ts';
import type {
  Effect,
  Machine,
  Task,
  TrackerChallenge,
  TrackerEvent,
  TrackerReason,
  TrackerState,
} from './tracker-state.ts';
import { wakeAtMs } from './tracker-tasks.ts';
import { viewOf } from './tracker-view.ts';
import type { Stretch } from './video-claims.ts';

/** The callables that a tracker uses. */
export type TrackerCalls = Pick<
  Seatbelt,
  | 'startSession'
  | 'heartbeat'
  | 'recordVideoProgress'
  | 'completeLesson'
  | 'endSession'
  | 'answerChallenge'
  | 'beaconUrl'
>;

export interface SessionTrackerOptions {
  readonly seatbelt: TrackerCalls;
  readonly userId: string;
  readonly courseId: string;
  /** What the student studies on, for the evidence; the browser's own name unless told. */
  readonly device?: string;
  readonly clock?: Clock;
  readonly host?: TrackerHost;
}

export interface TrackerEvents {
  readonly state: TrackerState;
  /** A question to be put to the student; nothing is credited until it is answered. */
  readonly challenge: TrackerChallenge;
  /** It was answered, here or elsewhere, or its time is over. */
  readonly challengeSettled: { readonly challengeId: string };
  readonly ended: { readonly because: TrackerReason };
  /** The server refused something that nobody waits for: a lesson that is locked, say. */
  readonly refused: SeatbeltError;
}

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
  readonly #starting = new Deferred<void>();
  readonly #entering = new Deferred<void>();
  readonly #completing = new Deferred<CompleteAnswer>();
  readonly #stopping = new Deferred<void>();
  #machine: Machine;
  #state: TrackerState;
  #unwatch: (() => void) | undefined;
  #cancelTimer: () => void = () => undefined;
  /** Kept until the start is answered: a start sent twice is one session. */
  #startId: string | undefined;

  constructor(options: SessionTrackerOptions) {
    const { clock = systemClock, host = browserHost, userId } = options;
    this.#options = options;
    this.#clock = clock;
    this.#host = host;
    this.#machine = initialMachine({ isOnline: host.network.isOnline() });
    this.#state = viewOf(this.#machine);
    this.#election = new TabElection({
      deps: { locks: host.locks, openChannel: host.openChannel, clock },
      userId,
      events: {
        elected: () => this.#dispatch({ kind: 'elected' }),
        notElected: () => this.#dispatch({ kind: 'notElected' }),
        asked: () => this.#dispatch({ kind: 'handOverAsked' }),
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
    const started = this.#starting.wait();
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
    const started = this.#starting.wait();
    this.#dispatch({ kind: 'takeOverWanted' });
    this.#election.takeOver();
    return started;
  }

  /**
   * Tells that the student is in that lesson from now on. Resolves once the server knows.
   * @throws SeatbeltError LESSON_LOCKED, LESSON_NOT_FOUND: the student is where they were before
   */
  enterLesson({ lessonId }: { lessonId: string }): Promise<void> {
    const entered = this.#entering.wait();
    this.#dispatch({ kind: 'lessonWanted', lessonId });
    return entered;
  }

  /** Takes what a player reports, as often as it does: `timeupdate`, from the time of the last one to the present. */
  videoPlayed(stretch: Stretch): void {
    this.#dispatch({ ...stretch, kind: 'played' });
  }

  /**
   * Answers an identity check.
   * @throws SeatbeltError CHALLENGE_NOT_FOUND, CHALLENGE_ANSWERED …
   */
  async answerChallenge(input: {
    challengeId: string;
    answer: string;
  }): Promise<Callables['answerChallenge']['answer']> {
    const { challengeId } = input;
    const { seatbelt, courseId } = this.#options;
    const answer = await seatbelt.answerChallenge({ courseId, ...input });
    const isLocked = answer.lockedUntil !== undefined;
    this.#dispatch({ kind: 'challengeAnswered', challengeId, isLocked });
    return answer;
  }

  /**
   * Completes a lesson, after the last of its video and its time have been told. Waits for the network.
   * @throws SeatbeltError LESSON_TOO_SHORT, VIDEO_NOT_WATCHED, LESSON_LOCKED …; ABORTED where no time is counted here
   */
  async completeLesson({ lessonId }: { lessonId: string }): Promise<CompleteAnswer> {
    const underWay = this.#machine.completion;
    // Whatever becomes of another lesson's completion is told to whoever asked for that.
    if (underWay !== null && underWay.lessonId !== lessonId)
      await this.#completing.wait().catch(() => undefined);
    const completed = this.#completing.wait();
    this.#dispatch({ kind: 'completionWanted', lessonId });
    return completed;
  }

  /** Ends the session, and with it the counting. Never rejects: the server ends a session that is not heard of. */
  stop({ reason = 'stopped' }: { reason?: string } = {}): Promise<void> {
    const stopped = this.#stopping.wait();
    this.#dispatch({ kind: 'stopWanted', reason });
    return stopped;
  }

  #dispatch(event: TrackerEvent): void {
    const { machine, effects } = step(this.#machine, event, this.#clock.nowMs());
    const before = this.#machine;
    this.#machine = machine;
    this.#show();
    for (const effect of effects) this.#carryOut(effect);
    this.#announce(before, machine);
    this.#keepPromises();
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
        this.#run(effect.task);
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
        this.#emitters.refused.emit(effect.error);
        this.#entering.reject(effect.error);
        break;
      case 'completed':
        this.#completing.resolve(effect.answer);
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

  /** Whoever waits for something that is so by now, or will not be, waits no longer. */
  #keepPromises(): void {
    const { session, seat, isWanted, leaving, lessonId, completion } = this.#machine;
    const error =
      this.#machine.error ??
      new SeatbeltError({ ...clientFailure('ABORTED'), callable: 'completeLesson', attempts: 0 });
    if (session !== null || seat === 'otherTab') this.#starting.resolve();
    else if (!isWanted) this.#starting.reject(error);
    if (session === null || session.lessonId === lessonId) this.#entering.resolve();
    if (completion === null) this.#completing.reject(error);
    if (!isWanted && leaving === null) this.#stopping.resolve();
  }

  #release({ waits }: { waits: boolean }): void {
    this.#election.release({ waits });
    // A page that was only left may come back.
    if (!waits && !this.#machine.isWanted) this.#stopWatching();
  }

  #run(task: Task): void {
    const { seatbelt, courseId, device = this.#host.device() } = this.#options;
    if (task.kind === 'start') this.#startId ??= this.#host.newId();
    const requestId =
      task.kind === 'start' && this.#startId !== undefined ? this.#startId : this.#host.newId();
    const clientTime = this.#clock.date().toISOString();
    const { taskId } = task;
    runTask({ seatbelt, task, courseId, device, requestId, clientTime }).then(
      result => {
        if (task.kind === 'start') this.#startId = undefined;
        this.#dispatch({ kind: 'settled', taskId, result });
      },
      (error: unknown) => {
        if (!isSeatbeltError(error)) throw error;
        if (task.kind === 'start' && !error.retryable) this.#startId = undefined;
        this.#dispatch({ kind: 'settled', taskId, result: { kind: 'failed', error } });
      },
    );
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

  #stopWatching(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
  }
}
