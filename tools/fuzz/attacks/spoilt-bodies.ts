import type { AttackClass } from './attack.ts';
import { bodyWith, bodyWithField, bodyWithout, type Path, valueAt } from './body.ts';
import type { JsonSchema } from './json-schema.ts';
import {
  emptyText,
  type Nasty,
  noBoolean,
  noIds,
  noInteger,
  noList,
  noNumber,
  noObject,
  noText,
  nothing,
  prototypeNames,
  tooLong,
} from './nasty.ts';

/** A body that is right but for one place. */
export interface SpoiltBody {
  readonly attackClass: AttackClass;
  readonly what: string;
  /** The field to blame, as a refusal names it. */
  readonly field: string;
  readonly text: string;
}

/** A part of a schema, and where its value stands. */
interface Place {
  readonly path: Path;
  readonly schema: JsonSchema;
}

/** Longer than any text of ours: told without asking the schema, which might have lost its bound. */
const LONGER_THAN_ANY_TEXT = 2_100;

const isObjectSchema = ({ type }: JsonSchema): boolean => type === 'object';

/** Of several shapes the one that the right value has; where a value is missing, the first that is not null. */
function shapeOf({ schema, value }: { schema: JsonSchema; value: unknown }): JsonSchema {
  const shapes = schema.oneOf ?? schema.anyOf;
  if (shapes === undefined) return schema;
  const fitting = shapes.find(shape => isOfKind({ shape, value }));
  return fitting ?? shapes.find(shape => shape.type !== 'null') ?? schema;
}

const isOfKind = ({ shape, value }: { shape: JsonSchema; value: unknown }): boolean => {
  const wanted = shape.properties?.['kind']?.const;
  return wanted !== undefined && valueAt(value, ['kind']) === wanted;
};

const mayBeNull = ({ schema }: Place): boolean =>
  (schema.anyOf ?? schema.oneOf ?? []).some(({ type }) => type === 'null');

/** Every place of a request, also inside of lists and objects that the right body has. */
function placesIn({ place, body }: { place: Place; body: object }): Place[] {
  const value = valueAt(body, place.path);
  const shape = shapeOf({ schema: place.schema, value });
  const here = place.path.length === 0 ? [] : [place];
  const fields = Object.entries(shape.properties ?? {}).map(([name, schema]) => ({
    path: [...place.path, name],
    schema,
  }));
  const items =
    Array.isArray(value) && shape.items !== undefined
      ? value.map((_, index) => ({ path: [...place.path, index], schema: shape.items ?? {} }))
      : [];
  const isThere = place.path.length === 0 || value !== undefined;
  const inner = isThere ? [...fields, ...items] : [];
  return [...here, ...inner.flatMap(child => placesIn({ place: child, body }))];
}

const isId = ({ path, schema }: Place): boolean => {
  const name = path.findLast(key => typeof key === 'string');
  return schema.type === 'string' && typeof name === 'string' && /Ids?$/.test(name);
};

function beyond(schema: JsonSchema): Nasty[] {
  const { minimum, maximum } = schema;
  const outside: Nasty[] = [];
  if (minimum !== undefined) outside.push({ attackClass: 'out of range', json: String(minimum - 1) });
  if (maximum !== undefined) outside.push({ attackClass: 'out of range', json: String(maximum + 1) });
  return outside;
}

function noStringFor(place: Place & { shape: JsonSchema }): Nasty[] {
  const { shape } = place;
  const { maxLength, minLength, pattern, format } = shape;
  const mayBeEmpty = minLength === undefined && pattern === undefined && format === undefined;
  const lengths = [...(maxLength === undefined ? [] : [tooLong(maxLength)]), tooLong(LONGER_THAN_ANY_TEXT)];
  const others = shape.enum === undefined ? [] : ['"OTHER"', '"toString"', '" "'];
  return [
    ...noText,
    ...lengths,
    ...(mayBeEmpty && shape.enum === undefined && shape.const === undefined ? [] : [emptyText]),
    ...others.map((json): Nasty => ({ attackClass: 'out of range', json })),
    ...(isId({ ...place, schema: shape }) ? noIds : []),
  ];
}

function nastyFor(place: Place & { shape: JsonSchema; value: unknown }): readonly Nasty[] {
  const { shape, value } = place;
  switch (shape.type) {
    case 'string':
      return noStringFor(place);
    case 'integer':
      return [...noInteger, ...beyond(shape)];
    case 'number':
      return [...noNumber, ...beyond(shape)];
    case 'boolean':
      return noBoolean;
    case 'array':
      return [...noList, ...tooMany({ shape, value })];
    case 'object':
      return noObject;
    default:
      // What may be anything cannot be wrong.
      return [];
  }
}

function tooMany({ shape, value }: { shape: JsonSchema; value: unknown }): Nasty[] {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  if (shape.maxItems === undefined || first === undefined) return [];
  const items = Array.from({ length: shape.maxItems + 1 }, () => JSON.stringify(first));
  return [{ attackClass: 'huge array', json: `[${items.join()}]` }];
}

const short = (json: string): string => (json.length > 60 ? `${json.slice(0, 60)}… (${json.length})` : json);

function spoiltAt({ place, body }: { place: Place; body: object }): SpoiltBody[] {
  const { path, schema } = place;
  const field = path.join('.');
  const value = valueAt(body, path);
  const shape = shapeOf({ schema, value });
  const isAnything = shape.type === undefined;
  const wrong = [
    ...nastyFor({ ...place, shape, value }),
    ...(isAnything || mayBeNull(place) ? [] : [nothing]),
  ];
  const replaced = wrong.map(({ attackClass, json }) => ({
    attackClass,
    what: `${field}: ${short(json)}`,
    field,
    text: bodyWith({ body, path, json }),
  }));
  return isObjectSchema(shape) && value !== undefined
    ? [...replaced, ...withMore({ path, shape, body })]
    : replaced;
}

/** Fields that no object of ours has. */
function withMore({ path, shape, body }: { path: Path; shape: JsonSchema; body: object }): SpoiltBody[] {
  const inside = (name: string): string => [...path, name].join('.');
  // Named by the client: any name is a field there, but for those that are nobody's.
  const isRecord = shape.properties === undefined;
  const names = isRecord ? [] : ['isAdmin', 'role', 'uid', ' ', 'ünbekannt', 'x'.repeat(200)];
  const unknown = names.map(name => ({
    attackClass: 'unknown field' as const,
    what: `${inside(name.slice(0, 20))} is sent as well`,
    field: inside(name.slice(0, 64)),
    text: bodyWithField({ body, path, name, json: 'true' }),
  }));
  const unsafe = prototypeNames.map(name => ({
    attackClass: 'prototype' as const,
    what: `${inside(name)} is sent as well`,
    field: inside(name),
    text: bodyWithField({ body, path, name, json: '{"isAdmin":true}' }),
  }));
  return [...unknown, ...unsafe];
}

function withoutEach({ place, body }: { place: Place; body: object }): SpoiltBody[] {
  const shape = shapeOf({ schema: place.schema, value: valueAt(body, place.path) });
  return (shape.required ?? [])
    .filter(name => valueAt(body, [...place.path, name]) !== undefined)
    .map(name => ({ name, path: [...place.path, name] }))
    .map(({ path }) => ({
      attackClass: 'missing field' as const,
      what: `${path.join('.')} is left out`,
      field: path.join('.'),
      text: bodyWithout({ body, path }),
    }));
}

/** The schema turned inside out: all that is wrong in one place, and every place. */
export function spoiltBodies({ schema, body }: { schema: JsonSchema; body: object }): SpoiltBody[] {
  const whole: Place = { path: [], schema };
  const places = placesIn({ place: whole, body });
  return [
    ...withMore({ path: [], shape: schema, body }),
    ...[whole, ...places].flatMap(place => withoutEach({ place, body })),
    ...places.flatMap(place => spoiltAt({ place, body })),
  ];
}
