/** What the proxy can stand in front of: the methods of google.firestore.v1.Firestore that SDKs call. */
export const firestoreMethods = [
  'BatchGetDocuments',
  'BatchWrite',
  'BeginTransaction',
  'Commit',
  'CreateDocument',
  'DeleteDocument',
  'GetDocument',
  'ListCollectionIds',
  'ListDocuments',
  'Listen',
  'PartitionQuery',
  'Rollback',
  'RunAggregationQuery',
  'RunQuery',
  'UpdateDocument',
  'Write',
] as const;

export type FirestoreMethod = (typeof firestoreMethods)[number];

export function pathOf(method: FirestoreMethod): string {
  return `/google.firestore.v1.Firestore/${method}`;
}
