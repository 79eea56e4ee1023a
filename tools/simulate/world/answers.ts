import type { Verdicts } from '../checks/verdicts.ts';
import type { EndpointName } from './endpoints.ts';

/** What a client may be told differently when it asks again: not the answer, but what it says of this moment. */
const ofTheMoment: ReadonlySet<string> = new Set([
  'replayed',
  'beaconToken',
  'status',
  'seatsLeft',
  'review',
]);

/** The one hands out what is open at the moment, whoever asked for it first; the other begins anew with the course. */
const notRemembered: ReadonlySet<EndpointName> = new Set(['payRemainingBalance', 'completeLesson']);

/** What each request was answered first: whoever sends it again must be told the same. */
export class Answers {
  readonly #first = new Map<string, string>();
  readonly #verdicts: Verdicts;

  constructor(verdicts: Verdicts) {
    this.#verdicts = verdicts;
  }

  check(input: { name: EndpointName; uid: string; data: object; answer: object }): void {
    const { name, uid, data, answer } = input;
    if (notRemembered.has(name)) return;
    const key = `${name} ${uid} ${JSON.stringify(data)}`;
    const said = JSON.stringify(
      Object.fromEntries(Object.entries(answer).filter(([field]) => !ofTheMoment.has(field))),
    );
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, said);
    else this.#verdicts.same('the same id gets the same answer', said, first, key);
  }
}
