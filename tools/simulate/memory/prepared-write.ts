import type { PendingWrite } from '../../../functions/src/commit/overlay.ts';
import { isSameVersion, type Version } from '../../../functions/src/commit/snapshot.ts';
import { type StoredData, storedOf } from './stored-value.ts';

/** A write with its data as they come out of a request. */
export type Prepared =
  | { readonly kind: 'create'; readonly path: string; readonly data: StoredData }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly data: StoredData;
      /** Of the patch; one without a value is deleted. */
      readonly fields: readonly string[];
      readonly basedOn: Version | undefined;
    };

export function prepared(write: PendingWrite): Prepared {
  const { path } = write;
  if (write.kind === 'create') return { kind: 'create', path, data: storedOf(write.data) };
  const { patch, basedOn } = write;
  return { kind: 'update', path, data: storedOf(patch), fields: Object.keys(patch), basedOn };
}

/** An absent version asks for nothing, as an absent precondition does on the wire. */
export const fits = ({
  basedOn,
  version,
}: {
  basedOn: Version | undefined;
  version: Version | undefined;
}): boolean => basedOn === undefined || (version !== undefined && isSameVersion(basedOn, version));

export function afterWrite({
  write,
  before,
}: {
  write: Prepared;
  before: StoredData | undefined;
}): StoredData {
  if (write.kind === 'create') return write.data;
  const kept = Object.entries(before ?? {}).filter(([field]) => !write.fields.includes(field));
  return Object.freeze({ ...Object.fromEntries(kept), ...write.data });
}
