import { readCatalog } from '../../../functions/src/catalog/data-file.ts';
import { loadCatalog } from '../../../functions/src/catalog/load-catalog.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { currentPlace } from '../hosted/hosting.ts';
import { Random } from '../time/random.ts';
import { type Term, termOf } from './catalog-text.ts';
import type { World } from './world.ts';

/** Courses, put on offer when the first student comes, as the operator's command does it. */
export class Terms {
  readonly #world: World;
  readonly #byNumber = new Map<number, Promise<Term>>();

  constructor(world: World) {
    this.#world = world;
  }

  at(number: number): Promise<Term> {
    const known = this.#byNumber.get(number);
    if (known !== undefined) return known;
    const opening = this.#open(number);
    this.#byNumber.set(number, opening);
    return opening;
  }

  /** As often as it takes. */
  async #open(number: number): Promise<Term> {
    const world = this.#world;
    const term = termOf({ number, random: new Random(`${world.plan.seed} term ${number}`) });
    const read = readCatalog(term.text);
    if (read.kind === 'invalid')
      throw new Error(`Term ${number} is not valid: ${JSON.stringify(read.issues)}`);
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
}
