import type { protos } from '@google-cloud/firestore-api';
import type { DocumentData } from './document.ts';

/** A document's update time, as told by the server and handed back unchanged. */
export type Version = protos.google.protobuf.ITimestamp;

/** Equal or not is all that may be asked here; which is newer only the server knows. */
export function isSameVersion(one: Version | undefined, other: Version | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return `${one.seconds}.${one.nanos}` === `${other.seconds}.${other.nanos}`;
}

/** A document as it was read: plain data, and the version that a later write must still find. */
export interface Snapshot {
  readonly path: string;
  readonly data: DocumentData | undefined;
  readonly version: Version | undefined;
}
