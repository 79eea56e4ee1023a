import { z } from 'zod';
import type { Random } from '../time/random.ts';
import { callEndpoint, type EndpointName } from './endpoints.ts';
import { isPassing, type World } from './world.ts';

export type Told =
  | { readonly kind: 'ok'; readonly answer: object }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown' };

const Refused = z.object({ details: z.object({ reason: z.string() }) });

/** Nobody asks for longer: what is not answered by then is answered wrongly. */
const MOST_TRIES = 40;

interface Wish {
  readonly name: EndpointName;
  readonly data: object;
  /** Another request that a muddled client sends under the same id. */
  readonly otherBody?: object;
}

/** A browser: it retries under the same id what nobody answered, sends things twice, and mixes up ids. */
export class Client {
  readonly uid: string;
  readonly world: World;
  readonly random: Random;

  constructor(input: { uid: string; world: World; random: Random }) {
    this.uid = input.uid;
    this.world = input.world;
    this.random = input.random;
  }

  newId(): string {
    const id = this.random.uuid();
    this.world.asked.add(id);
    return id;
  }

  /** Asks until there is an answer. */
  async ask(wish: Wish): Promise<Told> {
    const { world, random } = this;
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const isTwice = world.does('duplicates') && !world.isCalm && random.chance(0.06);
      const [told] = await Promise.all([this.#once(wish), ...(isTwice ? [this.#once(wish)] : [])]);
      const isAnswered = told.kind === 'ok' || (told.kind === 'refused' && !isPassing(told.reason));
      if (isAnswered) {
        world.verdicts.hold('whoever asks again gets an answer', true, () => '');
        if (told.kind === 'ok') await this.#askAgain({ wish, answer: told.answer });
        return told;
      }
      await world.scheduler.wait(random.between(200, 400 * Math.min(attempt, 10)));
    }
    world.verdicts.hold('whoever asks again gets an answer', false, () => `${wish.name} by ${this.uid}`);
    return { kind: 'unknown' };
  }

  /** The answer in its form, or undefined for a refusal. */
  async get<T>(wish: Wish & { readonly schema: z.ZodType<T> }): Promise<T | undefined> {
    const told = await this.ask(wish);
    return told.kind === 'ok' ? wish.schema.parse(told.answer) : undefined;
  }

  /** Some time later, for no reason: the same once more, or something else under the same id. */
  async #askAgain({ wish, answer }: { wish: Wish; answer: object }): Promise<void> {
    const { world, random } = this;
    if (world.isCalm) return;
    if (world.does('duplicates') && random.chance(0.08)) await this.#once(wish);
    if (wish.otherBody === undefined || !world.does('reused-ids') || !random.chance(0.08)) return;
    const told = await this.#once({ name: wish.name, data: wish.otherBody });
    world.verdicts.hold(
      'the same id with another body changes nothing',
      told.kind !== 'ok' || isOnlyTold({ name: wish.name, answer, again: told.answer }),
      () => `${wish.name} ${JSON.stringify(wish.otherBody)}`,
    );
  }

  async #once({ name, data }: Pick<Wish, 'name' | 'data'>): Promise<Told> {
    const { world, uid } = this;
    world.tell(`${uid} → ${name} ${JSON.stringify(data)}`);
    world.count(`call ${name}`);
    const done = await world.invoke({ uid, work: () => callEndpoint({ name, uid, data }) });
    const told = this.#toldBy({ name, done });
    world.tell(`${uid} ← ${name} ${told.kind === 'refused' ? told.reason : told.kind}`);
    if (told.kind === 'ok') world.answers.check({ name, uid, data, answer: told.answer });
    return told;
  }

  #toldBy({ name, done }: { name: string; done: Awaited<ReturnType<World['invoke']>> }): Told {
    if (done.kind === 'lost') return { kind: 'unknown' };
    if (done.kind === 'done') return { kind: 'ok', answer: Object(done.value) };
    const refused = Refused.safeParse(done.error);
    const reason = refused.success ? refused.data.details.reason : 'INTERNAL';
    this.world.verdicts.hold(
      'no request ends in a bug',
      reason !== 'INTERNAL',
      () => `${name} by ${this.uid}`,
    );
    this.world.count(`refused ${reason}`);
    return { kind: 'refused', reason };
  }
}

/**
 * An attempt that its deadline has ended knows no submission: whatever is handed in afterwards, under whatever id, is
 * told how it ended, and no answers count any more.
 */
const isOnlyTold = ({ name, answer, again }: { name: string; answer: object; again: object }): boolean =>
  name === 'submitQuizAttempt' &&
  'state' in answer &&
  answer.state === 'AUTO_SUBMITTED' &&
  JSON.stringify({ ...answer, replayed: true }) === JSON.stringify({ ...again, replayed: true });
