import type { protos } from '@google-cloud/firestore-api';

type IValue = protos.google.firestore.v1.IValue;
export type Fields = { [field: string]: IValue };
type ITimestamp = protos.google.protobuf.ITimestamp;

/** Maps and arrays inside each other: Firestore's own limit. Far beyond it, it cannot even parse the request. */
const MAX_DEPTH = 20;

/**
 * Plain data to Firestore's wire form. Numbers must be finite: an Infinity that reaches a counter poisons it
 * for good. Undefined fields are left out, as JSON does.
 *
 * What Firestore could not parse is refused here: it answers UNKNOWN or INTERNAL to that, which looks like a
 * lost answer, and all commands of the shared commit would be repeated in vain.
 * @throws TypeError for anything a stored document must not hold
 */
export function encodeFields(data: object): Fields {
  return encodeMap({ data, depth: 0 });
}

function encodeMap({ data, depth }: { data: object; depth: number }): Fields {
  const fields: Fields = {};
  for (const field of Object.keys(data)) {
    const value: unknown = Reflect.get(data, field);
    if (field === '__proto__') throw new TypeError('A document cannot hold a field named __proto__.');
    if (value !== undefined) fields[wellFormed(field)] = encodeValue({ value, depth });
  }
  return fields;
}

function encodeValue({ value, depth }: { value: unknown; depth: number }): IValue {
  if (value === null) return { nullValue: 'NULL_VALUE' };
  if (typeof value === 'string') return { stringValue: wellFormed(value) };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'number') return encodeNumber(value);
  if (value instanceof Date) return { timestampValue: encodeInstant(value) };
  if (typeof value === 'object') return encodeNested({ value, depth: depth + 1 });
  throw new TypeError(`A document cannot hold a ${typeof value}.`);
}

function encodeNested({ value, depth }: { value: object; depth: number }): IValue {
  if (depth > MAX_DEPTH) throw new TypeError(`A document cannot be nested more than ${MAX_DEPTH} levels.`);
  if (!Array.isArray(value)) return { mapValue: { fields: encodeMap({ data: value, depth }) } };
  return { arrayValue: { values: value.map((item: unknown) => encodeValue({ value: item, depth })) } };
}

/** Half of a surrogate pair, as `'😀'.slice(0, 1)` leaves it, has no UTF-8. */
function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new TypeError('A document cannot hold text with half a character in it.');
}

function encodeNumber(value: number): IValue {
  if (Number.isSafeInteger(value)) return { integerValue: value };
  if (Number.isFinite(value)) return { doubleValue: value };
  throw new TypeError('A document cannot hold a number that is not finite.');
}

function encodeInstant(instant: Date): ITimestamp {
  const milliseconds = instant.getTime();
  if (Number.isNaN(milliseconds)) throw new TypeError('A document cannot hold an invalid date.');
  const seconds = Math.floor(milliseconds / 1_000);
  return { seconds, nanos: (milliseconds - seconds * 1_000) * 1_000_000 };
}

/** Firestore's wire form to plain data: instants are `Date`, integers are numbers. */
export function decodeFields(
  fields: { readonly [field: string]: IValue } | null | undefined,
): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const field in fields) {
    const value = fields[field];
    // Nobody stores such a field; assigned, it would give the document another prototype.
    if (value !== undefined && field !== '__proto__') data[field] = decodeValue(value);
  }
  return data;
}

function decodeValue(value: IValue): unknown {
  if (value.stringValue != null) return value.stringValue;
  if (value.integerValue != null) return Number(value.integerValue.toString());
  if (value.booleanValue != null) return value.booleanValue;
  if (value.timestampValue != null) return decodeInstant(value.timestampValue);
  if (value.mapValue != null) return decodeFields(value.mapValue.fields);
  if (value.arrayValue != null) return (value.arrayValue.values ?? []).map(decodeValue);
  if (value.doubleValue != null) return value.doubleValue;
  if (value.nullValue != null) return null;
  throw new TypeError('A document holds a kind of value that Seatbelt never stores.');
}

function decodeInstant({ seconds, nanos }: ITimestamp): Date {
  return new Date(Number((seconds ?? 0).toString()) * 1_000 + Math.floor((nanos ?? 0) / 1_000_000));
}
