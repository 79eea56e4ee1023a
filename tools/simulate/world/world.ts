import { isRetryable, type Reason, reasons } from '../../../functions/src/platform/reasons.ts';
import { CommandBook } from '../checks/command-book.ts';
import { Verdicts } from '../checks/verdicts.ts';
import { type HostedWorld, type Rpc, currentPlace, runIn } from '../hosted/hosting.ts';
import { MemoryFirestore } from '../memory/memory-firestore.ts';
import { Network, type Weather } from '../memory/network.ts';
import { type Hostility, type RunPlan } from '../run/plan.ts';
import { Trace } from '../run/trace.ts';
import { brokenServer, connectionLost, StripeFailure } from '../stripe/stripe-error.ts';
import { StripeModel } from '../stripe/stripe-model.ts';
import { Random } from '../time/random.ts';
import { Scheduler } from '../time/scheduler.ts';
import { Answers } from './answers.ts';
import { SimulatedProcess } from './simulated-process.ts';

/** What became of work in a process: `lost` if nobody can tell. */
export type Done<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'lost' };

const PROCESSES = 3;
/** An hour before clocks go forward in New York: some legal days here have 23 hours. */
const START_MS = Date.parse('2026-03-08T06:30:00.000Z');
const calmWeather: Weather = { faultShare: 0, typicalMs: 4 };
const stormyWeathers: readonly Weather[] = [
  calmWeather,
  { faultShare: 0.02, typicalMs: 6 },
  { faultShare: 0.05, typicalMs: 20 },
  { faultShare: 0.15, typicalMs: 40 },
  { faultShare: 0.6, typicalMs: 20 },
  // An outage: what is told is nearly always wrong.
  { faultShare: 0.95, typicalMs: 10 },
];
const STRIPE_TIMEOUT_MS = 8_000;

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
  }

  /** Starts the processes. To be called once the product is hosted here, since they ask for time. */
  open(): void {
    for (let number = 0; number < PROCESSES; number += 1) this.#startProcess();
    if (this.does('faults')) this.#changeWeather();
    if (this.does('crashes')) this.#killNow();
    if (this.does('clocks')) this.#jumpClock();
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

  tell(line: string): void {
    this.trace.tell(`${this.scheduler.steps} ${this.scheduler.now() - START_MS}ms ${line}`);
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

  /** A call of Stripe's API, which may be lost before or after it did its work. */
  stripe(name: string, parameters: object, key: string | undefined): Promise<object> {
    const place = currentPlace();
    const { faultShare, typicalMs } = this.network.weather;
    const fault = this.#random.chance(faultShare / 2) ? this.#random.pick(['lost', 'late', 'broken']) : undefined;
    const wait = (then: () => void): void =>
      void this.scheduler.after(
        this.#random.waitMs({ typicalMs: 4 * typicalMs, longestMs: STRIPE_TIMEOUT_MS }),
        then,
      );
    return new Promise((resolve, reject) => {
      const answer = (told: object | Error) => {
        if (place?.instance.isAlive === false) return;
        if (told instanceof Error) reject(told);
        else resolve(told);
      };
      wait(() => {
        if (fault === 'lost') return wait(() => answer(connectionLost()));
        const told = this.#stripeAnswer({ name, parameters, key });
        wait(() => answer(fault === 'late' ? connectionLost() : fault === 'broken' ? brokenServer() : told));
      });
    });
  }

  /** Work that reaches some process, or the one named, and whose answer comes back. */
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

  #stripeAnswer(input: { name: string; parameters: object; key: string | undefined }): object | Error {
    try {
      return this.stripeModel.call(input);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #startProcess(): void {
    const skewMs = this.does('clocks') && !this.isCalm ? this.#random.between(-1_500, 1_500) : 0;
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

  #changeWeather(): void {
    if (this.isCalm) return;
    this.network.weather = this.#random.pick(stormyWeathers);
    const { faultShare } = this.network.weather;
    this.tell(`weather: ${Math.round(faultShare * 100)} % of calls go wrong`);
    // What fails nearly always does not last long.
    const longestMs = faultShare > 0.5 ? 15_000 : 40_000;
    this.scheduler.after(this.#random.between(2_000, longestMs), () => this.#changeWeather());
  }

  #killNow(): void {
    if (this.isCalm) return;
    if (this.alive.length > 1) {
      const process = this.#random.pick(this.alive);
      process.die();
      this.count('crash');
      this.tell(`${process.name} is killed`);
      this.scheduler.after(this.#random.between(10, 3_000), () => this.#startProcess());
    }
    this.scheduler.after(this.#random.between(5_000, 60_000), () => this.#killNow());
  }

  #jumpClock(): void {
    if (this.isCalm) return;
    const process = this.#random.pick(this.alive);
    process.skewMs = this.#random.between(-1_500, 1_500);
    this.count('clock jump');
    this.tell(`${process.name}: clock jumps to ${process.skewMs} ms off`);
    this.scheduler.after(this.#random.between(5_000, 60_000), () => this.#jumpClock());
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
