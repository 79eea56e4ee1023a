import { readCatalog } from '../../../functions/src/catalog/data-file.ts';
import { loadCatalog } from '../../../functions/src/catalog/load-catalog.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { sharedRetryBudget } from '../../../functions/src/platform/retry/index.ts';
import { lookAtCommit } from '../checks/look.ts';
import type { Broken, Invariant } from '../checks/verdicts.ts';
import { currentPlace, host } from '../hosted/hosting.ts';
import { realNowMs } from '../hosted/globals.ts';
import { Random } from '../time/random.ts';
import { type Term, termOf } from '../world/catalog-text.ts';
import { Deliveries } from '../world/deliveries.ts';
import { admin, instructors } from '../world/life/driving.ts';
import { leadLife } from '../world/life/lead-life.ts';
import { studentOf } from '../world/life/student.ts';
import { sweeps } from '../world/sweeps.ts';
import { World } from '../world/world.ts';
import { finish } from './finale.ts';
import type { RunPlan } from './plan.ts';

export interface RunResult {
  readonly plan: RunPlan;
  readonly broken: Broken | undefined;
  /** Of the whole history: the same plan gives the same one. */
  readonly digest: string;
  readonly steps: number;
  readonly lives: number;
  /** Lives begun, the last ones cut short. */
  readonly begun: number;
  /** Somebody asked to end it. */
  readonly isStopped: boolean;
  readonly virtualSeconds: number;
  readonly realSeconds: number;
  readonly documents: number;
  readonly checked: ReadonlyMap<Invariant, number>;
  readonly counts: Readonly<Record<string, number>>;
  readonly lines: readonly string[];
}

/** Led at the same time. */
const AT_ONCE = 10;
const STUDENTS_PER_TERM = 7;
/** After the faults so much more may happen, and no more: whatever goes on for longer goes on for ever. */
const MOST_STEPS_AFTER = 400_000;

let runs = 0;

export interface SimulateInput {
  readonly plan: RunPlan;
  /** Lines of the history that are kept: the last ones. */
  readonly keepLines?: number;
  readonly onStep?: (done: { steps: number; lives: number }) => void;
  readonly shouldStop?: () => boolean;
}

/** One run from its beginning to its end: what the plan says, and nothing else, decides what happens. */
export async function simulate({ plan, keepLines = 0, ...watching }: SimulateInput): Promise<RunResult> {
  const startedAtMs = realNowMs();
  const world = new World({ plan, keepLines });
  host(world);
  try {
    beginAnew();
    const run = new Run({ world, ...watching });
    await run.toItsEnd();
    return resultOf({ world, run, realSeconds: (realNowMs() - startedAtMs) / 1_000 });
  } finally {
    host(undefined);
  }
}

/** What the product's modules remember is kept by project; and no run may save up retries for the next. */
function beginAnew(): void {
  runs += 1;
  process.env.GCLOUD_PROJECT = `demo-simulation-${runs}`;
  while (sharedRetryBudget.available >= 1) sharedRetryBudget.tryWithdraw();
}

class Run {
  readonly #world: World;
  readonly #deliveries: Deliveries;
  readonly #terms = new Map<number, Promise<Term>>();
  readonly #onStep: NonNullable<SimulateInput['onStep']>;
  readonly #shouldStop: () => boolean;
  #nextLife = 0;
  #living = 0;
  #isOver = false;
  isStopped = false;

  constructor(input: { world: World } & Pick<SimulateInput, 'onStep' | 'shouldStop'>) {
    const { world } = input;
    this.#world = world;
    this.#onStep = input.onStep ?? (() => undefined);
    this.#shouldStop = input.shouldStop ?? (() => false);
    this.#deliveries = new Deliveries(world);
    world.store.onCommit = changes => {
      const by = currentPlace()?.instance.name ?? '';
      world.tell(`commit ${by} ${JSON.stringify(changes.map(({ path, after }) => [path, after]))}`);
      world.count('commit');
      lookAtCommit(world, changes);
      this.#deliveries.onCommit(changes);
    };
  }

  async toItsEnd(): Promise<void> {
    const world = this.#world;
    const { scheduler, verdicts, plan } = world;
    world.open();
    this.#appoint();
    for (let place = 0; place < AT_ONCE; place += 1) this.#begin();
    if (world.does('sweeps')) this.#sweepNow();
    await scheduler.run(() => this.#mustEnd() || scheduler.steps >= plan.steps || this.#isLedToItsEnd());
    if (this.#mustEnd()) return;
    world.calm();
    const most = scheduler.steps + MOST_STEPS_AFTER;
    const isBeyond = () => this.#mustEnd() || scheduler.steps >= most;
    await scheduler.run(() => this.#isQuiet() || isBeyond());
    verdicts.hold('after the faults nothing is left waiting', this.#isQuiet(), () => `${this.#living} lives`);
    if (this.#mustEnd()) return;
    finish({ world, deliveries: this.#deliveries }).then(
      () => {
        this.#isOver = true;
      },
      (error: unknown) => world.onError('finale', error),
    );
    await scheduler.run(() => this.#isOver || isBeyond());
    if (this.#mustEnd()) return;
    verdicts.hold('after the faults nothing is left waiting', this.#isOver, () => 'the end did not come');
  }

  get begun(): number {
    return this.#nextLife;
  }

  /** After each step: something is broken, or nobody wants to know any more. */
  #mustEnd(): boolean {
    const { scheduler, counts, verdicts } = this.#world;
    if (scheduler.steps % 1_000 === 0) this.#onStep({ steps: scheduler.steps, lives: counts['life'] ?? 0 });
    this.isStopped ||= this.#shouldStop();
    return this.isStopped || verdicts.broken !== undefined;
  }

  /** The lives that the plan names are over. */
  #isLedToItsEnd(): boolean {
    const { lives } = this.#world.plan;
    return lives !== undefined && this.#nextLife > Math.max(...lives) && this.#isQuiet();
  }

  #isQuiet(): boolean {
    return this.#living === 0 && this.#deliveries.open === 0;
  }

  /** Staff, put there by hand as an operator does it. */
  #appoint(): void {
    const { store } = this.#world;
    store.put(`roles/${admin}`, { role: 'admin' });
    for (const instructor of instructors) store.put(`roles/${instructor}`, { role: 'instructor' });
  }

  /** The next life that the plan wants. */
  #begin(): void {
    const world = this.#world;
    if (world.isCalm) return;
    const number = this.#nextLife;
    this.#nextLife += 1;
    const { lives } = world.plan;
    if (lives !== undefined && number > Math.max(...lives)) return;
    if (lives !== undefined && !lives.includes(number)) return this.#begin();
    this.#living += 1;
    this.#live(number).then(
      () => this.#end(),
      (error: unknown) => {
        world.onError(`life ${number}`, error);
        this.#end();
      },
    );
  }

  #end(): void {
    this.#living -= 1;
    this.#begin();
  }

  async #live(number: number): Promise<void> {
    const world = this.#world;
    const random = new Random(`${world.plan.seed} life ${number}`);
    // Some come in a rush.
    await world.scheduler.wait(random.between(0, random.chance(0.5) ? 200 : 5_000));
    const term = await this.#termOf(Math.floor(number / STUDENTS_PER_TERM));
    const uid = `student-${number}`;
    world.store.put(`users/${uid}`, { displayName: `Student ${number}` });
    await leadLife(studentOf({ uid, term, world, random }));
  }

  #termOf(number: number): Promise<Term> {
    const known = this.#terms.get(number);
    if (known !== undefined) return known;
    const opening = this.#open(number);
    this.#terms.set(number, opening);
    return opening;
  }

  /** Puts the term's course on offer, as often as it takes. */
  async #open(number: number): Promise<Term> {
    const world = this.#world;
    const term = termOf({ number, random: new Random(`${world.plan.seed} term ${number}`) });
    const read = readCatalog(term.text);
    if (read.kind === 'invalid') throw new Error(`Term ${number} is not valid: ${JSON.stringify(read.issues)}`);
    const { catalog } = read;
    const runId = Id.parse(`term-${number}`);
    const work = async () => {
      const place = currentPlace();
      if (place === undefined) throw new Error('A term is opened outside of any process.');
      return loadCatalog({ lanes: place.instance.lanes, catalog, mode: 'apply', runId });
    };
    for (;;) {
      const done = await world.invoke({ uid: 'system', work });
      if (done.kind === 'done') return term;
      await world.scheduler.wait(1_000);
    }
  }

  #sweepNow(): void {
    const world = this.#world;
    if (world.isCalm) return;
    const random = new Random(`${world.plan.seed} sweep ${world.scheduler.steps}`);
    const [name, work] = random.pick(Object.entries(sweeps));
    world.tell(`sweep ${name}`);
    world.count('sweep');
    world.invoke({ uid: 'system', work }).catch((error: unknown) => world.onError('sweep', error));
    world.scheduler.after(random.between(1_000, 20_000), () => this.#sweepNow());
  }
}

function resultOf({ world, run, realSeconds }: { world: World; run: Run; realSeconds: number }): RunResult {
  const { plan, verdicts, trace, scheduler, counts } = world;
  return {
    plan,
    broken: verdicts.broken,
    digest: trace.digest(),
    steps: scheduler.steps,
    lives: counts['life'] ?? 0,
    begun: run.begun,
    isStopped: run.isStopped,
    virtualSeconds: Math.round((scheduler.now() - world.bornAtMs) / 1_000),
    realSeconds,
    documents: world.store.documents.size,
    checked: verdicts.counts,
    counts,
    lines: trace.lines,
  };
}
