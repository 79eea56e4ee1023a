import type { Clock } from './clock.ts';
import type { Figures } from './tracker-state.ts';

/** As much of the Web Locks as is needed. */
export interface Locks {
  request(
    name: string,
    options: LockOptions,
    granted: (lock: Lock | null) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/** Talks to the other tabs of this browser. */
export interface Channel {
  post(message: unknown): void;
  close(): void;
}

export interface ElectionDeps {
  readonly locks: Locks | undefined;
  readonly openChannel: (name: string, onMessage: (message: unknown) => void) => Channel | undefined;
  readonly clock: Clock;
}

export interface ElectionEvents {
  /** This tab counts. */
  elected(): void;
  /** Another tab counts: from the beginning, or since it took over. */
  notElected(): void;
  /** Another tab asks this one, which counts, to let it. */
  seatAsked(): void;
  /** What the tab that counts says of itself. */
  told(figures: Figures): void;
  /** Another tab wants to know how it stands. */
  curious(): void;
}

/** How long the tab that counts may take to close its session, before it is not asked any more. */
const POLITE_MS = 1_500;

/**
 * One tab for each student: the one that holds the lock counts, the others wait for it in line and show what it tells
 * them. Without Web Locks each tab thinks it is elected, and the server ends the older session of two.
 */
export class TabElection {
  readonly #deps: ElectionDeps;
  readonly #name: string;
  readonly #events: ElectionEvents;
  #channel: Channel | undefined;
  /** Ends the turn of this tab: gives the lock back, or leaves the line. */
  #letGo: (() => void) | undefined;
  #cancelSteal: () => void = () => undefined;
  #isHere = false;

  constructor(input: { deps: ElectionDeps; userId: string; events: ElectionEvents }) {
    this.#deps = input.deps;
    this.#name = `seatbelt-study-${input.userId}`;
    this.#events = input.events;
  }

  /** Stands for election. */
  stand(): void {
    this.#channel ??= this.#deps.openChannel(this.#name, message => this.#hear(message));
    if (this.#deps.locks === undefined) this.#events.elected();
    else this.#request({ ifAvailable: true });
  }

  /** Gives the seat up. @param input.waits to be elected again once no other tab wants it */
  release(input: { waits: boolean }): void {
    this.#isHere = false;
    this.#cancelSteal();
    this.#letGo?.();
    this.#letGo = undefined;
    if (input.waits) {
      this.#standInLine();
      return;
    }
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Asks the tab that counts to stop, and takes its place when it does, or does not answer. Of a tab that stands only. */
  takeOver(): void {
    if (this.#deps.locks === undefined || this.#isHere) return;
    this.#channel?.post('ask');
    this.#cancelSteal();
    this.#cancelSteal = this.#deps.clock.after(POLITE_MS, () => {
      this.#request({ steal: true });
    });
  }

  /** Tells the other tabs. */
  tell(figures: Figures): void {
    this.#channel?.post(figures);
  }

  #standInLine(): void {
    const controller = new AbortController();
    this.#request({ signal: controller.signal }, controller);
  }

  /** Takes the place of the request before. @param line ends the waiting for a turn */
  #request(how: LockOptions, line?: AbortController): void {
    const { locks } = this.#deps;
    if (locks === undefined) return;
    this.#letGo?.();
    let giveBack: () => void = () => undefined;
    const held = new Promise<void>(resolve => {
      giveBack = resolve;
    });
    const letGo = (): void => {
      line?.abort();
      giveBack();
    };
    this.#letGo = letGo;
    const isCurrent = (): boolean => this.#letGo === letGo;
    locks
      .request(this.#name, how, lock => {
        if (!isCurrent()) return undefined;
        if (lock === null) {
          // In line before anybody is told: a page that stops for it has to leave the line.
          this.#standInLine();
          this.#channel?.post('who');
          this.#events.notElected();
          return undefined;
        }
        // Or it would be stolen back from a tab that the student changes to right after.
        this.#cancelSteal();
        this.#isHere = true;
        this.#events.elected();
        return held;
      })
      .catch(() => {
        // Not current: this tab itself let go of it.
        if (!isCurrent()) return;
        if (this.#isHere) this.#lost();
        // A page that may not use locks: the server decides, as where there are none.
        else this.#events.elected();
      });
  }

  #lost(): void {
    this.#isHere = false;
    this.#standInLine();
    this.#events.notElected();
  }

  #hear(message: unknown): void {
    if (!this.#isHere) {
      if (isFigures(message)) this.#events.told(message);
    } else if (message === 'ask') this.#events.seatAsked();
    else if (message === 'who') this.#events.curious();
  }
}

/** A tab may run another version of the page. */
const isFigures = (value: unknown): value is Figures =>
  typeof value === 'object' && value !== null && 'creditedSeconds' in value && 'todaySeconds' in value;
