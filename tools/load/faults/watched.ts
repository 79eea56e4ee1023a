import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { type Call, Driver } from '../driver/driver.ts';
import { Recorder } from '../driver/recorder.ts';
import type { Outcome } from '../driver/try-result.ts';

/** A recorder that says when the measuring begins: what is done to the system is to be seen in the figures. */
export class WatchedRecorder extends Recorder {
  readonly #begun = Promise.withResolvers<void>();

  /** Resolves when what was recorded while everything warmed up has been forgotten. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  override restart(): void {
    super.restart();
    this.#begun.resolve();
  }
}

const LOOK_AGAIN_MS = 20;

/** A driver that knows which intents have no answer yet, those among them that wait for their next try. */
export class WatchedDriver extends Driver {
  readonly #open = new Set<object>();

  override async call<Schema extends z.ZodType>(call: Call<Schema>): Promise<Outcome<z.output<Schema>>> {
    const intent = {};
    this.#open.add(intent);
    try {
      return await super.call(call);
    } finally {
      this.#open.delete(intent);
    }
  }

  /** How long the intents that are open now take to be answered, and how many are not within `patienceMs`. */
  async resolution({ patienceMs }: { patienceMs: number }): Promise<Resolution> {
    const open = [...this.#open];
    const startedAtMs = performance.now();
    const elapsedMs = () => performance.now() - startedAtMs;
    const left = () => open.filter(intent => this.#open.has(intent)).length;
    while (left() > 0 && elapsedMs() < patienceMs) await sleep(LOOK_AGAIN_MS);
    return { open: open.length, unresolved: left(), lastMs: Math.round(elapsedMs()) };
  }
}

export type Resolution = { readonly open: number; readonly unresolved: number; readonly lastMs: number };
