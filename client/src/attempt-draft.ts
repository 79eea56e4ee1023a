import { type Clock, systemClock } from './clock.ts';
import type { Callables } from './contract/callables.ts';
import type { GivenAnswer } from './contract/documents.ts';
import type { AttemptDraftOptions, AttemptPlace, DraftState, SavedAnswers } from './draft-options.ts';
import { DraftStore } from './draft-store.ts';
import { Emitter } from './emitter.ts';
import { isSeatbeltError, type SeatbeltError } from './errors.ts';
import { browserNetwork, type Network } from './network.ts';
import { browserStorage, SafeStorage } from './safe-storage.ts';
import { untilAnswered } from './until-answered.ts';

/** After the last change: long enough for a sentence to be typed, short enough to lose nothing by closing the tab. */
const SAVE_AFTER_MS = 800;
/** How much higher the next number is each time, where another browser has counted on: no answer tells how far. */
const LARGER_STEPS = 8;

type SubmitAnswer = Callables['submitQuizAttempt']['answer'];

/**
 * The answers of one open attempt. Each change is kept in this browser at once and saved at the server 800 ms after the
 * last one; over reloads and lost connections nothing is lost, and the newest answers always win.
 */
export class AttemptDraft {
  readonly #options: AttemptDraftOptions;
  readonly #place: AttemptPlace;
  readonly #store: DraftStore;
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #states = new Emitter<DraftState>();
  readonly #disposal = new AbortController();
  #answers: readonly GivenAnswer[];
  /** Those the server is known to have; the same array as `#answers` where nothing is changed here since. */
  #savedAnswers: readonly GivenAnswer[];
  #sequence: number;
  #isChanged = false;
  #state: DraftState = { phase: 'saved', savedAt: null, error: null };
  #cancelSave: () => void = () => undefined;
  #saving: Promise<void> | undefined;
  #submitting: Promise<SubmitAnswer> | undefined;

  constructor(options: AttemptDraftOptions) {
    const { courseId, quizId, attemptId, userId, savedSequence, saved } = options;
    const storage = new SafeStorage(options.storage ?? browserStorage());
    this.#options = options;
    this.#place = { courseId, quizId, attemptId };
    this.#store = new DraftStore({ storage, userId, attemptId });
    this.#clock = options.clock ?? systemClock;
    this.#network = options.network ?? browserNetwork;
    const local = this.#store.read();
    const isNewer = local !== undefined && (local.sequence > savedSequence || local.isChanged);
    this.#answers = isNewer ? local.answers : saved;
    this.#savedAnswers = saved;
    this.#sequence = Math.max(savedSequence, local?.sequence ?? 0);
    if (isNewer) this.#changed();
  }

  /** One for each question answered so far. */
  get answers(): readonly GivenAnswer[] {
    return this.#answers;
  }

  get state(): DraftState {
    return this.#state;
  }

  /** Tells of every change of `state`. @returns what ends it */
  on(_event: 'state', listener: (state: DraftState) => void): () => void {
    return this.#states.on(listener);
  }

  /** Takes the place of what was answered to that question before. Without effect once the attempt is handed in. */
  set(answer: GivenAnswer): void {
    if (this.#isOver()) return;
    const others = this.#answers.filter(({ questionId }) => questionId !== answer.questionId);
    this.#answers = [...others, answer];
    this.#changed();
  }

  /** Leaves that question without an answer, as if none had been given. Without effect once the attempt is handed in. */
  clear({ questionId }: { questionId: string }): void {
    if (this.#isOver()) return;
    this.#answers = this.#answers.filter(answer => answer.questionId !== questionId);
    this.#changed();
  }

  /**
   * Whether newer answers than these are saved, from another tab or device, and nothing is changed here that is not saved
   * yet. Then a page shows those, by a new draft, and leaves a deadline to the server.
   */
  isBehind({ savedSequence }: Pick<SavedAnswers, 'savedSequence'>): boolean {
    return savedSequence > this.#sequence && this.#answers === this.#savedAnswers;
  }

  /**
   * Hands in the newest answers and waits for the network as long as it takes. May be called twice: both are told the
   * one result.
   * @param attempt as a page watches it: where this draft is behind, what is saved is handed in
   * @throws SeatbeltError for a final refusal; the answers stay where they are then
   */
  submit(attempt?: SavedAnswers): Promise<SubmitAnswer> {
    const isBehind = attempt !== undefined && this.isBehind(attempt);
    this.#submitting ??= this.#submit(isBehind ? attempt.answers : this.#answers).finally(() => {
      if (this.#state.phase !== 'submitted') this.#submitting = undefined;
    });
    return this.#submitting;
  }

  /** Stops saving; what is not saved yet stays in this browser and is taken up when the attempt is opened again. */
  dispose(): void {
    this.#cancelSave();
    this.#disposal.abort();
  }

  #isOver(): boolean {
    const { phase } = this.#state;
    return phase === 'submitting' || phase === 'submitted' || phase === 'closed';
  }

  #changed(): void {
    this.#isChanged = true;
    this.#keep({ step: 0 });
    this.#say({ phase: this.#state.phase === 'offline' ? 'offline' : 'changed', error: null });
    this.#saveSoon();
  }

  #saveSoon(): void {
    if (this.#saving !== undefined || this.#disposal.signal.aborted) return;
    this.#cancelSave();
    this.#cancelSave = this.#clock.after(SAVE_AFTER_MS, () => {
      this.#saving = this.#save().finally(() => this.#saved());
    });
  }

  #saved(): void {
    this.#saving = undefined;
    if (this.#isChanged && !this.#isOver()) this.#changed();
  }

  /** @param input.step to a number that no save has borne yet; 0 while none is begun */
  #keep({ step }: { step: number }): void {
    // Another tab of this browser may have counted on.
    this.#sequence = Math.max(this.#sequence, this.#store.read()?.sequence ?? 0) + step;
    this.#store.write({ sequence: this.#sequence, answers: this.#answers, isChanged: this.#isChanged });
  }

  /** Until the server has the answers as they are by then, or will not take them. */
  async #save(): Promise<void> {
    const unwatch = this.#network.watch(() => this.#sayHowItGoes());
    try {
      await this.#untilAnswered({
        work: () => this.#saveOnce(),
        failed: error => {
          this.#isChanged = true;
          if (this.#isOver()) return;
          this.#keep({ step: 0 });
          this.#say({ phase: 'offline', error });
        },
      });
    } catch (error) {
      if (!isSeatbeltError(error)) throw error;
      if (!this.#isOver() && !this.#disposal.signal.aborted) this.#refused(error);
    } finally {
      unwatch();
    }
  }

  /** A call waits a minute for the network before it says so; a student is told at once. */
  #sayHowItGoes(): void {
    if (!this.#isOver()) this.#say({ phase: this.#network.isOnline() ? 'saving' : 'offline', error: null });
  }

  /** Tries for as long as the page is open. @throws SeatbeltError that is final */
  #untilAnswered<T>(input: { work: () => Promise<T>; failed: (error: SeatbeltError) => void }): Promise<T> {
    const { signal } = this.#disposal;
    return untilAnswered({ ...input, network: this.#network, clock: this.#clock, signal });
  }

  async #saveOnce(): Promise<void> {
    for (let step = 1; !this.#isOver(); step *= LARGER_STEPS) {
      this.#isChanged = false;
      this.#keep({ step });
      this.#sayHowItGoes();
      const { signal } = this.#disposal;
      const answers = this.#answers;
      const { savedAt, replayed } = await this.#options.seatbelt.saveQuizAnswers(
        { ...this.#place, answers: [...answers], sequence: this.#sequence },
        { signal },
      );
      // A save of this number, or a higher one, was there already: another browser's, with other answers, for all we know.
      if (replayed) {
        this.#isChanged = true;
        continue;
      }
      this.#savedAnswers = answers;
      const phase = this.#isChanged ? 'changed' : 'saved';
      if (!this.#isOver()) this.#say({ phase, savedAt: new Date(savedAt), error: null });
      return;
    }
  }

  #refused(error: SeatbeltError | null): void {
    const isOver = ['ATTEMPT_CLOSED', 'DEADLINE_PASSED', 'NOT_FOUND'].includes(error?.reason ?? '');
    this.#say({ phase: isOver ? 'closed' : 'changed', error });
  }

  async #submit(answers: readonly GivenAnswer[]): Promise<SubmitAnswer> {
    this.#cancelSave();
    const { signal } = this.#disposal;
    const say = (error: SeatbeltError | null): void => this.#say({ phase: 'submitting', error });
    say(null);
    try {
      const request = { ...this.#place, answers: [...answers] };
      const answer = await this.#untilAnswered({
        work: () => this.#options.seatbelt.submitQuizAttempt(request, { signal }),
        failed: say,
      });
      this.#store.clear();
      this.#say({ phase: 'submitted', error: null });
      return answer;
    } catch (error) {
      this.#refused(isSeatbeltError(error) ? error : null);
      // The save that was called off for it.
      if (this.#isChanged && !this.#isOver()) this.#saveSoon();
      throw error;
    }
  }

  #say(change: Partial<DraftState>): void {
    const state = { ...this.#state, ...change };
    const { phase, savedAt, error } = this.#state;
    if (state.phase === phase && state.savedAt === savedAt && state.error === error) return;
    this.#state = state;
    this.#states.emit(state);
  }
}
