import { isRetryable, type Reason, reasons } from '../../../functions/src/platform/reasons.ts';
import { CommandBook } from '../checks/command-book.ts';
import { Verdicts } from '../checks/verdicts.ts';
import { currentPlace, type HostedWorld, type Rpc, runIn } from '../hosted/hosting.ts';
import { MemoryFirestore } from '../memory/memory-firestore.ts';
import { Network } from '../memory/network.ts';
import type { Hostility, RunPlan } from '../run/plan.ts';
import { Trace } from '../run/trace.ts';
import { StripeApi } from '../stripe/stripe-api.ts';
import { StripeFailure } from '../stripe/stripe-error.ts';
import { StripeLine } from '../stripe/stripe-line.ts';
import { StripeModel } from '../stripe/stripe-model.ts';
import { Random } from '../time/random.ts';
import { Scheduler } from '../time/scheduler.ts';
import { Answers } from './answers.ts';
import { SimulatedProcess } from './simulated-process.ts';
import { begin, calmWeather } from './troubles.ts';

/** What became of work in a process: `lost` if nobody can tell. */
export type Done<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'lost' };

const PROCESSES = 3;
/** An hour before clocks go forward in New York: some legal days here have 23 hours. */
const START_MS = Date.parse('2026-03-08T06:30:00.000Z');

/** All that a run consists of, and all that the product finds outside of itself. */
export class World implements HostedWorld {
  readonly plan: RunPlan;
  readonly scheduler: Scheduler;
  readonly chance: Random;
  readonly store: MemoryFirestore;
  readonly network: Network;
  readonly stripeModel: StripeModel;
  readonly verdicts: Verdicts;
  readonly book: CommandBook;
  readonly answers: Answers;
  readonly trace: Trace;
  readonly documents: HostedWorld['documents'];
  /** Ids that clients made: nothing else may turn up. */
  readonly asked = new Set<string>();
  readonly counts: Record<string, number> = {};
  /** Everybody who was ever started, the dead included. */
  readonly processes: SimulatedProcess[] = [];
  calmSinceMs: number | undefined;
  readonly bornAtMs = START_MS;
  /** Told of each event that Stripe makes. */
  onStripeEvent: (event: StripeModel['events'][number]) => void = () => undefined;
  readonly #random: Random;
  readonly #stripeLine: StripeLine;

  constructor({ plan, keepLines }: { plan: RunPlan; keepLines: number }) {
    const { seed } = plan;
    this.plan = plan;
    this.scheduler = new Scheduler({ seed, startMs: START_MS });
    this.chance = new Random(`${seed} product`);
    this.#random = new Random(`${seed} world`);
    this.store = new MemoryFirestore(this.scheduler);
    this.documents = this.store.documents;
    this.trace = new Trace({ keep: keepLines });
    this.verdicts = new Verdicts(() => ({ step: this.scheduler.steps, atMs: this.scheduler.now() }));
    this.book = new CommandBook({ verdicts: this.verdicts, read: path => this.documents.data(path) });
    this.answers = new Answers(this.verdicts);
    // As long as the product lets an RPC take; its own timeout is the one that counts.
    this.network = new Network({
      scheduler: this.scheduler,
      random: new Random(`${seed} network`),
      timeoutMs: 4_000,
    });
    this.network.onFault = ({ kind, rpc, code }) => {
      this.count(`fault ${kind}`);
      this.tell(`  fault: ${kind}${code === undefined ? '' : ` ${code}`} on ${rpc}`);
    };
    this.stripeModel = new StripeModel({
      now: () => this.scheduler.now(),
      onEvent: event => this.onStripeEvent(event),
    });
    this.#stripeLine = new StripeLine({
      api: new StripeApi(this.stripeModel),
      scheduler: this.scheduler,
      random: new Random(`${seed} stripe`),
      weather: () => this.network.weather,
    });
  }

  /** Starts the processes. To be called once the product is hosted here, since they ask for time. */
  open(): void {
    for (let number = 0; number < PROCESSES; number += 1) this.startProcess(0);
    begin(this);
  }

  does(hostility: Hostility): boolean {
    return !this.plan.without.has(hostility);
  }

  /** From now on nothing goes wrong any more, and nobody begins anything new. */
  calm(): void {
    this.calmSinceMs = this.scheduler.now();
    this.network.weather = calmWeather;
    for (const process of this.processes) process.skewMs = 0;
    this.tell('calm: no more faults');
  }

  get isCalm(): boolean {
    return this.calmSinceMs !== undefined;
  }

  get alive(): readonly SimulatedProcess[] {
    return this.processes.filter(({ isAlive }) => isAlive);
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  /** @param detail part of the history, and too long to be shown */
  tell(line: string, detail = ''): void {
    const place = `${this.scheduler.steps} ${this.scheduler.now() - START_MS}ms`;
    this.trace.tell({ line: `${place} ${line}`, detail });
  }

  onError(event: string, error: unknown): void {
    if (isExpected(error)) return;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.verdicts.hold('no request ends in a bug', false, () => `${event}: ${text}`);
  }

  send<T>(rpc: Rpc<T>): Promise<T> {
    const place = currentPlace();
    if (place === undefined) throw new Error('Firestore was asked outside of any process.');
    return this.network.send({ rpc, isHeard: () => place.instance.isAlive });
  }

  stripe(name: string, parameters: object, key: string | undefined): Promise<object> {
    return this.#stripeLine.call({ name, parameters, key });
  }

  /** Work that reaches some process, and whose answer comes back. */
  async invoke<T>({ uid, work }: { uid: string; work: () => Promise<T> }): Promise<Done<T>> {
    const random = this.#random;
    const process = random.pick(this.alive);
    await this.scheduler.wait(random.waitMs({ typicalMs: 8, longestMs: 2_000 }));
    if (!process.isAlive) return { kind: 'lost' };
    return new Promise(resolve => {
      const answer = (done: Done<T>) => {
        forget();
        this.scheduler.after(random.waitMs({ typicalMs: 8, longestMs: 2_000 }), () => resolve(done));
      };
      const forget = process.whenDead(() => answer({ kind: 'lost' }));
      runIn({ instance: process, uid }, () => Promise.resolve().then(work)).then(
        value => answer({ kind: 'done', value }),
        (error: unknown) => answer({ kind: 'failed', error }),
      );
    });
  }

  startProcess(skewMs: number): void {
    const watching = {
      verdicts: this.verdicts,
      book: this.book,
      now: () => this.scheduler.now(),
      calmSinceMs: () => this.calmSinceMs,
    };
    const name = `process-${this.processes.length}`;
    this.processes.push(
      new SimulatedProcess({ name, skewMs, store: this.store, network: this.network, watching }),
    );
    this.tell(`${name} starts, its clock off by ${skewMs} ms`);
  }
}

/** Refusals and failures of Firestore or Stripe are no bugs. */
function isExpected(error: unknown): boolean {
  if (error instanceof StripeFailure) return true;
  if (typeof error !== 'object' || error === null) return false;
  if ('refusal' in error) return true;
  return 'code' in error && typeof error.code === 'number';
}

const known: ReadonlySet<string> = new Set(Object.keys(reasons));
const isKnownReason = (reason: string): reason is Reason => known.has(reason);
/** Over as soon as the network is well again. A payment in process waits for Stripe's news, however long that takes. */
export const isPassing = (reason: string): boolean =>
  isKnownReason(reason) && isRetryable(reason) && reason !== 'PAYMENT_PROCESSING';
