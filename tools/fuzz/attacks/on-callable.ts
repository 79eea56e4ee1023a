import { accessMatrix } from '../../../functions/test/emulator/hostile/access-matrix.ts';
import type { Actor } from '../callers.ts';
import { headersOf } from '../callers.ts';
import { type CallableName, requestSchemaOf } from '../endpoints.ts';
import { validBody } from '../world/bodies.ts';
import type { Attack } from './attack.ts';
import { bodyWith, valueAt } from './body.ts';
import { chanceAttacks } from './chance.ts';
import { credentialAttacks } from './credentials.ts';
import type { JsonSchema } from './json-schema.ts';
import { brokenText, strangeTexts } from './nasty.ts';
import { spoiltBodies } from './spoilt-bodies.ts';
import type { CallableTarget, Target } from './target.ts';
import { transportAttacks } from './transport.ts';

/** The first who may do it to the owner: who does everything right but one thing. */
export function doerOf(name: CallableName): Actor {
  const doers: readonly Actor[] = ['owner', 'admin', 'auditor'];
  const doer = doers.find(actor => accessMatrix[name][actor] === 'does');
  if (doer === undefined) throw new Error(`nobody may do ${name}`);
  return doer;
}

function spoilt({ endpoint, headers, body }: CallableTarget, schema: JsonSchema): Attack[] {
  return spoiltBodies({ schema, body }).map(({ attackClass, what, field, text }) => ({
    attackClass,
    what,
    sending: { path: `/${endpoint.name}`, headers, body: text },
    expected: { kind: 'field', field },
  }));
}

/** What is the owner's in a request, one after the other put in place of it what is somebody else's of the same kind. */
function foreign({ endpoint, headers, body, cast, doer }: CallableTarget, name: CallableName): Attack[] {
  // Staff act on whomever they name: there is no «somebody else».
  if (doer !== 'owner') return [];
  const others = validBody({ name, student: cast.classmate });
  return Object.entries(others)
    .filter(([key, id]) => key.endsWith('Id') && key !== 'requestId' && id !== valueAt(body, [key]))
    .map(([key, id]) => ({
      attackClass: 'somebody else’s id',
      what: `${key} of a classmate`,
      sending: {
        path: `/${endpoint.name}`,
        headers,
        body: bodyWith({ body, path: [key], json: JSON.stringify(id) }),
      },
      expected: { kind: 'refusal' },
    }));
}

/** Free text that is strange, and right. */
function strange({ endpoint, headers, body }: CallableTarget, schema: JsonSchema): Attack[] {
  const free = Object.entries(schema.properties ?? {}).filter(
    ([name, { type, pattern, format }]) =>
      (type === undefined || type === 'string') &&
      pattern === undefined &&
      format === undefined &&
      name !== 'userId',
  );
  return free.flatMap(([name]) =>
    [...strangeTexts.map(text => JSON.stringify(text)), brokenText].map((json, index) => ({
      attackClass: 'unicode',
      what: `${name}: text no. ${index + 1}`,
      sending: { path: `/${endpoint.name}`, headers, body: bodyWith({ body, path: [name], json }) },
      expected: { kind: 'anything' },
    })),
  );
}

/** A client may say so much and still be ours. */
function harmlessHeaders({ endpoint, headers }: CallableTarget): Attack[] {
  const said: readonly (readonly [string, string])[] = [
    ['origin', 'null'],
    ['origin', 'https://evil.example'],
    ['accept', 'text/event-stream'],
    ['x-http-method-override', 'DELETE'],
    ['firebase-instance-id-token', 'x'.repeat(4_000)],
    ['x-forwarded-for', '127.0.0.1, ::1'],
    ['expect', '200-maybe'],
    ['accept-encoding', 'nonsense'],
    ['traceparent', '\u00ff\u00ff'],
  ];
  return said.map(([name, value]) => ({
    attackClass: 'header trick',
    what: `${name}: ${value.slice(0, 30)}`,
    sending: { path: `/${endpoint.name}`, headers: { ...headers, [name]: value }, body: '{"data":{"a":1}}' },
    expected: { kind: 'refusal' },
  }));
}

/** All that is tried at a callable; `runs` bodies by chance on top, the same for the same seed. */
export function attacksOnCallable(input: {
  readonly target: Target;
  readonly name: CallableName;
  readonly seed: number;
  readonly runs: number;
}): Attack[] {
  const { target: bare, name, seed, runs } = input;
  const doer = doerOf(name);
  const body = validBody({ name, student: bare.cast.owner });
  const target = { ...bare, doer, body, headers: headersOf({ ...bare, actor: doer }) };
  const schema = requestSchemaOf(name);
  const carriage = {
    path: `/${name}`,
    headers: target.headers,
    body: JSON.stringify({ data: body }),
    methods: ['POST'],
    expected: { kind: 'refusal' },
  } as const;
  return [
    ...spoilt(target, schema),
    ...foreign(target, name),
    ...credentialAttacks(target),
    ...harmlessHeaders(target),
    ...transportAttacks(carriage),
    ...chanceAttacks({ target, name, schema, seed, runs }),
    ...strange(target, schema),
  ];
}
