import { invalidRequest } from './errors.ts';

/**
 * The parameters of one request, form-encoded (every scalar is text) or JSON (scalars keep their type). `path`
 * is the name of the enclosing parameter, so that an error can name the very field: `line_items[0][quantity]`.
 */
export type Params = { readonly values: Readonly<Record<string, unknown>>; readonly path: string };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function paramName(params: Params, name: string): string {
  return params.path === '' ? name : `${params.path}[${name}]`;
}

/** Refuses parameters the endpoint does not know: a misspelt one must fail here as it would in production. */
export function refuseUnknown(params: Params, known: readonly string[]): void {
  const unknown = Object.keys(params.values).find(name => !known.includes(name));
  if (unknown === undefined) return;
  const param = paramName(params, unknown);
  throw invalidRequest({ code: 'parameter_unknown', message: `Received unknown parameter: ${param}`, param });
}

export function missing(params: Params, name: string): Error {
  const param = paramName(params, name);
  return invalidRequest({ code: 'parameter_missing', message: `Missing required param: ${param}.`, param });
}

/** Text, `undefined` when absent and `null` when sent empty (which is how Stripe unsets a field). */
export function optionalText(params: Params, name: string): string | null | undefined {
  const value = params.values[name];
  if (value === undefined) return undefined;
  if (value === null || value === '') return null;
  const param = paramName(params, name);
  if (typeof value !== 'string') throw invalidRequest({ message: `Invalid string: ${param}`, param });
  if (value.length > 5000)
    throw invalidRequest({ message: `Too long (over 5000 characters): ${param}`, param });
  return value;
}

export function requiredText(params: Params, name: string): string {
  const value = optionalText(params, name);
  if (value === undefined || value === null) throw missing(params, name);
  return value;
}

/** A whole number, from text or number; refuses fractions, exponents and what a double cannot hold exactly. */
export function optionalInteger(params: Params, name: string): number | undefined {
  const value = params.values[name];
  if (value === undefined || value === '') return undefined;
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  const param = paramName(params, name);
  throw invalidRequest({ code: 'parameter_invalid_integer', message: `Invalid integer: ${param}`, param });
}

export function requiredInteger(params: Params, name: string): number {
  const value = optionalInteger(params, name);
  if (value === undefined) throw missing(params, name);
  return value;
}

export function optionalBoolean(params: Params, name: string): boolean | undefined {
  const value = params.values[name];
  if (value === undefined || value === '') return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  const param = paramName(params, name);
  throw invalidRequest({ message: `Invalid boolean: ${param}`, param });
}

/** One of a closed list. */
export function optionalChoice<Choice extends string>(
  params: Params,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = optionalText(params, name);
  if (value === undefined || value === null) return undefined;
  const choice = choices.find(candidate => candidate === value);
  if (choice !== undefined) return choice;
  const param = paramName(params, name);
  throw invalidRequest({ message: `Invalid ${param}: must be one of ${choices.join(', ')}`, param });
}

export function optionalGroup(params: Params, name: string): Params | undefined {
  const value = params.values[name];
  if (value === undefined || value === '') return undefined;
  const path = paramName(params, name);
  if (!isRecord(value)) throw invalidRequest({ message: `Invalid hash: ${path}`, param: path });
  return { values: value, path };
}

export function optionalList(params: Params, name: string): readonly unknown[] | undefined {
  const value = params.values[name];
  if (value === undefined || value === '') return undefined;
  if (Array.isArray(value)) return value;
  const param = paramName(params, name);
  throw invalidRequest({ message: `Invalid array: ${param}`, param });
}
