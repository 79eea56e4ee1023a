import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from './load-report.ts';

/** The fields of `wanted` that are stored otherwise, as an operator reads them: `terms.overpayment`. */
export function changesBetween({ stored, wanted }: { stored: object; wanted: object }): FieldChange[] {
  const before = new Map<string, unknown>(Object.entries(stored));
  return Object.entries(wanted).flatMap(([field, value]) =>
    fieldChanges({ field, stored: before.get(field), wanted: value }),
  );
}

function fieldChanges({
  field,
  stored,
  wanted,
}: {
  field: string;
  stored: unknown;
  wanted: unknown;
}): FieldChange[] {
  if (isDeepStrictEqual(stored, wanted)) return [];
  if (!isRecord(stored) || !isRecord(wanted) || !areAlike(stored, wanted))
    return [{ what: field, from: shown(stored), to: shown(wanted) }];
  return changesBetween({ stored, wanted }).map(change => ({ ...change, what: `${field}.${change.what}` }));
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Lists are told item by item (`exams.0.attempts`) unless one grew or shrank: then its places mean nothing. */
function areAlike(stored: object, wanted: object): boolean {
  if (Array.isArray(stored) && Array.isArray(wanted)) return stored.length === wanted.length;
  return !Array.isArray(stored) && !Array.isArray(wanted);
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'missing');
