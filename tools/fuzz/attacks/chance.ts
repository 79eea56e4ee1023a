import fc from 'fast-check';
import { headersOf } from '../callers.ts';
import type { CallableName } from '../endpoints.ts';
import type { Attack } from './attack.ts';
import { bodyWith, bodyWithField } from './body.ts';
import type { JsonSchema } from './json-schema.ts';
import { noIds, noInteger, noText, strangeTexts } from './nasty.ts';
import type { CallableTarget } from './target.ts';

const nasty: readonly string[] = [
  ...[...noIds, ...noText, ...noInteger].map(({ json }) => json),
  ...strangeTexts.map(text => JSON.stringify(text)),
  ...['0', '-0', '1', '"12"', 'null', '[]', '{}', '"a-course"', '{"__proto__":1}', `"${'x'.repeat(600)}"`],
];

const someJson = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
);

/** The right body with one to three fields told by chance. */
function changed({ body, schema }: { body: object; schema: JsonSchema }): fc.Arbitrary<string> {
  const names = Object.keys(schema.properties ?? {});
  const change = fc.record({ name: fc.constantFrom(...names), json: someJson });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map(changes => {
    // A text that stands for no JSON yet: all changes but the last have to be values to be copied on.
    const [last, ...others] = changes;
    if (last === undefined) return '{}';
    const told = Object.fromEntries(others.map(({ name, json }) => [name, parsed(json)]));
    const filled = { ...body, ...told };
    return bodyWith({ body: filled, path: [last.name], json: last.json });
  });
}

/** As the server will see it, where JSON says more than JavaScript keeps. */
const parsed = (json: string): unknown => JSON.parse(json);

const anyBody = (input: { body: object; schema: JsonSchema }): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: changed(input) },
    { weight: 2, arbitrary: someJson.map(json => `{"data":${json}}`) },
    { weight: 1, arbitrary: fc.json() },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.string(), someJson)
        .map(([name, json]) => bodyWithField({ body: input.body, path: [], name, json })),
    },
  );

/** Bodies by chance: from a student of no course, whom nothing is granted, and from whoever may do it. */
export function chanceAttacks(input: {
  readonly target: CallableTarget;
  readonly name: CallableName;
  readonly schema: JsonSchema;
  readonly seed: number;
  readonly runs: number;
}): Attack[] {
  const { target, name, seed, runs } = input;
  const { body, doer } = target;
  // Everybody may enroll themselves.
  const isForEverybody = name === 'enroll';
  const strangers = headersOf({ ...target, actor: 'stranger' });
  const own = headersOf({ ...target, actor: doer });
  const texts = fc.sample(anyBody({ body, schema: input.schema }), { numRuns: runs, seed });
  return texts.map((text, index) => {
    const isStranger = index % 2 === 0;
    return {
      attackClass: 'chance',
      what: `seed ${seed}, no. ${index + 1}, by ${isStranger ? 'a stranger' : doer}: ${text.slice(0, 200)}`,
      sending: { path: `/${name}`, headers: isStranger ? strangers : own, body: text },
      expected: isStranger && !isForEverybody ? { kind: 'refusal' } : { kind: 'anything' },
    };
  });
}
