import { systemChance } from '../platform/chance.ts';
import type { Clock } from '../platform/clock.ts';
import type { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { reportCommand, reportOf } from './health-report.ts';
import type { Lanes } from './lanes.ts';

/** Often enough to see an hour by, and a thousandth of what a busy instance writes. */
const INTERVAL_MS = 60_000;

/**
 * Has this instance say how it is doing, at most once a minute, once a command has been answered: whoever waits for that
 * command waits no longer for it, and a report that cannot be written is a line in the log.
 */
export class HealthReporter {
  readonly #functionName: Id;
  readonly #instanceId = systemChance.id();
  readonly #clock: Clock;
  readonly #startedAt: Date;
  readonly #submit: Lanes['submit'];
  #askedAt: Date | undefined;
  #isKnown = false;

  constructor({ name, clock, submit }: { name: Id; clock: Clock; submit: Lanes['submit'] }) {
    this.#functionName = name;
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#submit = submit;
  }

  /** To be told of each command that was answered, whatever the answer. */
  commandAnswered(): void {
    const now = this.#clock.now();
    if (this.#askedAt !== undefined && now.getTime() - this.#askedAt.getTime() < INTERVAL_MS) return;
    this.#askedAt = now;
    void this.#report(now);
  }

  /** Never rejects. */
  async #report(now: Date): Promise<void> {
    const key = { functionName: this.#functionName, instanceId: this.#instanceId };
    try {
      const report = reportOf({ ...key, startedAt: this.#startedAt, now });
      await this.#submit(reportCommand({ report, isNew: !this.#isKnown }));
      this.#isKnown = true;
    } catch (error) {
      log.warn('healthNotReported', { error: error instanceof Error ? error.name : typeof error });
    }
  }
}
