import { z } from 'zod';
import { reasons } from '../../functions/src/platform/reasons.ts';
import { callables } from './callables.ts';
import { documents } from './documents.ts';
import { INSTANT, type Printing, printType } from './print-type.ts';

const HEADER = `/**
 * Written by \`npm run build:client -- --types\` from the server's own schemas; a test holds it to them. Not to be edited.
 * Amounts are integers in minor units, durations carry their unit in the name, instants of requests and answers are
 * ISO 8601 text, those of documents are \`Date\`.
 */
`;

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** All types by name, as JSON schemas that refer to each other by it. */
function jsonSchemas(input: { io: 'input' | 'output' }): ReadonlyMap<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(documents)) registry.add(schema, { id });
  for (const [name, { request, answer }] of Object.entries(callables)) {
    registry.add(z.object({ of: input.io === 'input' ? request : answer }), { id: `callable ${name}` });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: input.io,
    uri: id => id,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') jsonSchema.format = INSTANT;
    },
  });
  return new Map(Object.entries(schemas));
}

interface Rendering {
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  readonly printing: Printing;
}

/** Of a document with instants an answer tells the same with text in their place. */
const toldName = (name: string, schema: JsonSchema | undefined): string =>
  JSON.stringify(schema).includes(`"${INSTANT}"`) ? `Told<${name}>` : name;

const names = Object.keys(documents);

function callableRendering(io: 'input' | 'output'): Rendering {
  const schemas = jsonSchemas({ io });
  const told = new Map(names.map(name => [name, toldName(name, schemas.get(name))]));
  return { schemas, printing: { isRequest: io === 'input', names: told, instant: 'string' } };
}

const documentRendering = (): Rendering => ({
  schemas: jsonSchemas({ io: 'output' }),
  printing: { isRequest: false, names: new Map(names.map(name => [name, name])), instant: 'Date' },
});

function schemaOf({ schemas }: Rendering, name: string): JsonSchema {
  const schema = schemas.get(name);
  if (schema === undefined) throw new Error(`${name} has no schema.`);
  return schema;
}

function renderDocuments(output: Rendering): string {
  const types = names.map(
    name => `export type ${name} = ${printType(schemaOf(output, name), output.printing)};`,
  );
  return `${HEADER}\n${types.join('\n\n')}\n`;
}

function bodyOf(from: Rendering, name: string): JsonSchema {
  const body = schemaOf(from, `callable ${name}`).properties?.['of'];
  if (typeof body !== 'object') throw new Error(`${name} is not written out.`);
  return body;
}

/** `requestId` is the client's own matter: a page never passes it. */
function requestOf(input: Rendering, name: string): JsonSchema {
  const body = bodyOf(input, name);
  const { requestId: _, ...properties } = body.properties ?? {};
  return { ...body, properties };
}

/** With what a callable has to be called: an id of the intent, where it changes something. */
const takesRequestId = (input: Rendering, name: string): boolean =>
  bodyOf(input, name).required?.includes('requestId') === true;

function renderCallables(input: Rendering, output: Rendering): string {
  const types = Object.keys(callables).map(name => {
    const request = printType(requestOf(input, name), input.printing);
    const answer = printType(bodyOf(output, name), output.printing);
    return `${name}: { readonly request: ${request}; readonly answer: ${answer} };`;
  });
  const text = types.join('\n');
  const used = names.filter(name => new RegExp(`\\b${name}\\b`).test(text));
  return `${HEADER}
import type { ${used.sort().join(', ')} } from './documents.ts';

/** A stored document as an answer tells it: instants are ISO 8601 text. */
export type Told<T> = T extends Date ? string : T extends object ? { readonly [Key in keyof T]: Told<T[Key]> } : T;

/** What each callable takes and answers, by its name. */
export interface Callables {
${text}
}
`;
}

function renderMethods(input: Rendering): string {
  const marked = Object.keys(callables).map(name => (takesRequestId(input, name) ? name : `${name}!`));
  return `${HEADER}
import type { CallOptions } from '../options.ts';
import type { Callables } from './callables.ts';

/** Every callable; those that bear no id of their intent are marked. One text, since lists of texts weigh more. */
const marked = '${marked.join(' ')}';

/** Every callable that is deployed. */
export const callableNames: readonly string[] = marked.replaceAll('!', '').split(' ');

/** Whether a request bears no id of its intent: repeated as it is, it changes nothing twice. */
export const isPlain = (name: string): boolean => marked.includes(\`\${name}!\`);

export type Method<Name extends keyof Callables> = (
  request: Callables[Name]['request'],
  options?: CallOptions,
) => Promise<Callables[Name]['answer']>;

export type Methods = { readonly [Name in keyof Callables]: Method<Name> };
`;
}

function renderReasons(): string {
  const list = Object.keys(reasons).map(reason => `'${reason}'`);
  return `${HEADER}
/** The closed list of reasons for which the server refuses a request. */
export type Reason = ${list.join(' | ')};
`;
}

/** The files of \`client/src/contract\`, by name, before formatting. */
export function renderContract(): ReadonlyMap<string, string> {
  const [input, output] = [callableRendering('input'), callableRendering('output')];
  return new Map([
    ['callables.ts', renderCallables(input, output)],
    ['documents.ts', renderDocuments(documentRendering())],
    ['methods.ts', renderMethods(input)],
    ['reasons.ts', renderReasons()],
  ]);
}
