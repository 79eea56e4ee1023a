import { lookAtCommit } from '../checks/look.ts';
import { Random } from '../time/random.ts';
import { Deliveries } from '../world/deliveries.ts';
import { admin, instructors } from '../world/life/driving.ts';
import { leadLife } from '../world/life/lead-life.ts';
import { studentOf } from '../world/life/student.ts';
import { sweeps } from '../world/sweeps.ts';
import { Terms } from '../world/terms.ts';
import type { World } from '../world/world.ts';
import { finish } from './finale.ts';

export interface RunWatching {
  readonly onStep?: (done: { steps: number; lives: number }) => void;
  readonly shouldStop?: () => boolean;
}

/** Led at the same time. */
const AT_ONCE = 10;
const STUDENTS_PER_TERM = 7;
/** After the faults so much more may happen, and no more: whatever goes on for longer goes on for ever. */
const MOST_STEPS_AFTER = 400_000;

/** The course of one run: lives at the same time, then calm, then everything once more. */
export class Run {
  readonly #world: World;
  readonly #deliveries: Deliveries;
  readonly #terms: Terms;
  readonly #onStep: NonNullable<RunWatching['onStep']>;
  readonly #shouldStop: () => boolean;
  #begun = 0;
  #living = 0;
  #isOver = false;
  isStopped = false;

  constructor(input: { world: World } & RunWatching) {
    const { world } = input;
    this.#world = world;
    this.#onStep = input.onStep ?? (() => undefined);
    this.#shouldStop = input.shouldStop ?? (() => false);
    this.#deliveries = new Deliveries(world);
    this.#terms = new Terms(world);
    world.store.onCommit = changes => {
      const written = changes.map(({ path, before }) => (before === undefined ? `+${path}` : path));
      world.tell(`  commit ${written.join(' ')}`, JSON.stringify(changes.map(({ after }) => after)));
      world.count('commit');
      lookAtCommit(world, changes);
      this.#deliveries.onCommit(changes);
    };
  }

  async toItsEnd(): Promise<void> {
    const world = this.#world;
    const { scheduler, verdicts, plan } = world;
    this.#open();
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

  #open(): void {
    const world = this.#world;
    world.open();
    this.#appoint();
    for (let place = 0; place < AT_ONCE; place += 1) this.#begin();
    if (world.does('sweeps')) this.#sweepNow();
  }

  get begun(): number {
    return this.#begun;
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
    return lives !== undefined && this.#begun >= lives.length && this.#isQuiet();
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
    const { lives } = world.plan;
    const number = lives === undefined ? this.#begun : lives[this.#begun];
    if (number === undefined) return;
    this.#begun += 1;
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
    const term = await this.#terms.at(Math.floor(number / STUDENTS_PER_TERM));
    const uid = `student-${number}`;
    world.store.put(`users/${uid}`, { displayName: `Student ${number}` });
    await leadLife(studentOf({ uid, term, world, random }));
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
