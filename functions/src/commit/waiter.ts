import { refused } from '../platform/refusal.ts';
import type { AnyCommand, StoredAnswer } from './command.ts';
import type { PendingWrite } from './overlay.ts';
import type { Verdict } from './plan.ts';

/** A command in a lane's queue, with the caller who waits for its answer until the deadline. */
export class Waiter {
  readonly command: AnyCommand;
  /** How many commands may share its commit; halved each time the shared commit fails for good. */
  maxShared = Number.POSITIVE_INFINITY;
  /** Whether what it is to create may be taken for absent without a look. */
  trustsNew = true;
  /** Whether it can only be decided under locks. */
  needsLocks = false;
  /** The writes of each commit that held this command applied and whose answer never came: it may land yet. */
  readonly doubts: (readonly PendingWrite[])[] = [];
  readonly answer: Promise<StoredAnswer>;
  #isSettled = false;
  readonly #timer: NodeJS.Timeout;
  #resolve: (answer: StoredAnswer) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor({
    command,
    deadlineMs,
    onDeadline,
  }: { command: AnyCommand; deadlineMs: number; onDeadline: () => void }) {
    this.command = command;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => {
      onDeadline();
      this.fail(refused('TOOK_TOO_LONG'));
    }, deadlineMs);
  }

  /** Whether the caller has its answer. One who gave up may still see the change land; a retry tells it so. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  settle(verdict: Verdict): void {
    this.#finish();
    if (verdict.kind === 'failed') this.#reject(verdict.error);
    else this.#resolve(verdict.answer);
  }

  fail(error: Error): void {
    this.#finish();
    this.#reject(error);
  }

  #finish(): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
  }
}
