import type { protos } from '@google-cloud/firestore-api';
import type { DocumentData } from './document.ts';

/** A document's update time, as told by the server and handed back unchanged: it is compared there, never here. */
export type Version = protos.google.protobuf.ITimestamp;

/** A document as it was read: plain data, and the version that a later write must still find. */
export interface Snapshot {
  readonly path: string;
  readonly data: DocumentData | undefined;
  readonly version: Version | undefined;
}
