import { carryOutEntry } from '../../../functions/src/effects/carry-out-outbox-entry.ts';
import { takeUpEvent } from '../../../functions/src/payments/on-stripe-event-received.ts';
import { receiveEvent } from '../../../functions/src/payments/receive-event.ts';
import { StripeEventRecord } from '../../../functions/src/payments/schema.ts';
import { systemClock } from '../../../functions/src/platform/clock.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import type { Changed } from '../memory/memory-firestore.ts';
import type { StripeEvent } from '../stripe/stripe-objects.ts';
import { Random } from '../time/random.ts';
import type { World } from './world.ts';

const MOST_TRIES = 8;

/** Brings Stripe's events to the webhook and Firestore's to the triggers: twice, out of order, late or not at all. */
export class Deliveries {
  readonly #world: World;
  readonly #random: Random;
  /** Kept back until the end, or until the sweep asks Stripe. */
  readonly withheld: StripeEvent[] = [];
  #open = 0;

  constructor(world: World) {
    this.#world = world;
    this.#random = new Random(`${world.plan.seed} deliveries`);
    world.onStripeEvent = event => this.#takeEvent(event);
  }

  /** Deliveries under way. */
  get open(): number {
    return this.#open;
  }

  /** Triggers of what a commit has created. */
  onCommit(changes: readonly Changed[]): void {
    for (const { path, before, after } of changes) {
      if (before !== undefined) continue;
      if (path.startsWith('stripeEvents/'))
        this.#trigger(path, () => takeUpEvent(StripeEventRecord.parse(after)));
      if (path.startsWith('outbox/'))
        this.#trigger(path, () => carryOutEntry({ id: Id.parse(path.slice('outbox/'.length)) }));
    }
  }

  /** One delivery of an event; true once it is acknowledged. */
  async post(event: StripeEvent): Promise<boolean> {
    const world = this.#world;
    world.tell(`stripe → ${event.type} ${event.id}`);
    const payload = JSON.stringify(event);
    const work = () => receiveEvent({ payload, receivedAt: systemClock.now() });
    const done = await world.invoke({ uid: 'system', work });
    world.tell(`stripe ← ${event.id} ${done.kind === 'done' ? done.value : done.kind}`);
    if (done.kind !== 'done') return false;
    world.stripeModel.delivered.add(event.id);
    return true;
  }

  #takeEvent(event: StripeEvent): void {
    const world = this.#world;
    world.count('event of Stripe');
    const isHostile = world.does('webhooks') && !world.isCalm;
    if (isHostile && this.#random.chance(0.06)) {
      this.withheld.push(event);
      world.count('webhook withheld');
      return;
    }
    const times = isHostile && this.#random.chance(0.15) ? this.#random.between(2, 3) : 1;
    if (times > 1) world.count('webhook duplicated');
    for (let time = 0; time < times; time += 1) {
      const lateMs = isHostile && this.#random.chance(0.15) ? this.#random.between(1_000, 60_000) : 0;
      const typicalMs = this.#random.pick([5, 200]);
      this.#soon(lateMs + this.#random.waitMs({ typicalMs, longestMs: 5_000 }), () =>
        this.#postUntilTaken(event),
      );
    }
  }

  async #postUntilTaken(event: StripeEvent): Promise<void> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      if (await this.post(event)) return;
      await this.#world.scheduler.wait(1_000 * attempt);
    }
  }

  #trigger(path: string, work: () => Promise<void>): void {
    const world = this.#world;
    const isHostile = world.does('webhooks') && !world.isCalm;
    if (isHostile && this.#random.chance(0.05)) {
      world.count('trigger lost');
      return;
    }
    const times = isHostile && this.#random.chance(0.1) ? 2 : 1;
    if (times > 1) world.count('trigger duplicated');
    for (let time = 0; time < times; time += 1)
      this.#soon(this.#random.waitMs({ typicalMs: 300, longestMs: 10_000 }), () =>
        this.#triggerUntilDone(path, work),
      );
  }

  async #triggerUntilDone(path: string, work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      this.#world.tell(`trigger ${path}`);
      const done = await this.#world.invoke({ uid: 'system', work });
      if (done.kind === 'done') return;
      await this.#world.scheduler.wait(1_000 * attempt);
    }
  }

  #soon(delayMs: number, work: () => Promise<void>): void {
    this.#open += 1;
    this.#world.scheduler.after(delayMs, () => {
      work().then(
        () => {
          this.#open -= 1;
        },
        (error: unknown) => this.#world.onError('delivery', error),
      );
    });
  }
}
