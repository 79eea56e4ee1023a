import type { z } from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

/** What a schema of an instant is marked with: JSON has no dates, and a type of TypeScript has. */
export const INSTANT = 'instant';

export interface Printing {
  /** Requests: what may be left out may be said to be undefined as well. */
  readonly isRequest: boolean;
  /** Names that may be spoken of instead of being written out, and how they are spoken of. */
  readonly names: ReadonlyMap<string, string>;
  /** What an instant is: `Date` in a document, ISO 8601 text in an answer. */
  readonly instant: 'Date' | 'string';
}

/** A JSON schema as a type of TypeScript that needs nothing but itself. */
export function printType(schema: Schema | boolean, printing: Printing): string {
  if (typeof schema === 'boolean') return 'unknown';
  const { $ref, enum: values, anyOf, oneOf } = schema;
  if ($ref !== undefined) return printing.names.get($ref) ?? 'unknown';
  if ('const' in schema) return literal(schema.const);
  if (values !== undefined) return values.map(literal).join(' | ');
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return choices.map(choice => printType(choice, printing)).join(' | ');
  if (schema.format === INSTANT) return printing.instant;
  // Written so by `.nullable()` of what needs one word only. The declared type of `type` knows no lists.
  const kinds: unknown = schema.type;
  return Array.isArray(kinds) ? kinds.join(' | ') : printByKind(schema, printing);
}

function printByKind(schema: Schema, printing: Printing): string {
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array':
      return `readonly (${printItems(schema, printing)})[]`;
    case 'object':
      return printObject(schema, printing);
    default:
      return 'unknown';
  }
}

function printItems({ items, prefixItems }: Schema, printing: Printing): string {
  if (prefixItems !== undefined || Array.isArray(items)) throw new Error('A tuple has no printed form yet.');
  return items === undefined ? 'unknown' : printType(items, printing);
}

function printObject(schema: Schema, printing: Printing): string {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length > 0)
    return `{ ${properties.map(property => printProperty({ schema, property, printing })).join(' ')} }`;
  const { additionalProperties, propertyNames } = schema;
  if (typeof additionalProperties !== 'object') return 'Record<string, never>';
  const key = propertyNames === undefined ? 'string' : printType(propertyNames, printing);
  const record = `Record<${key}, ${printType(additionalProperties, printing)}>`;
  return key === 'string' ? `Readonly<${record}>` : `Readonly<Partial<${record}>>`;
}

function printProperty(input: {
  schema: Schema;
  property: readonly [string, Schema | boolean];
  printing: Printing;
}): string {
  const { schema, property, printing } = input;
  const [name, value] = property;
  const type = printType(value, printing);
  if (schema.required?.includes(name) === true) return `readonly ${name}: ${type};`;
  return `readonly ${name}?: ${type}${printing.isRequest ? ' | undefined' : ''};`;
}

const literal = (value: unknown): string => JSON.stringify(value);
