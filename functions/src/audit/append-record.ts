import { type Change, create, type Load, toExpectNew, toWrite, update, type View } from '../commit/index.ts';
import { append, canonicalJson, emptyChain } from '../evidence/chain.ts';
import type { Id } from '../platform/ids.ts';
import { type AuditContent, MAX_SNAPSHOT } from './schema.ts';
import { auditChainDoc, auditRecordDoc, chainOf } from './store.ts';

/** Which record, by whom. */
export interface RecordKey {
  readonly entryId: Id;
  readonly uid: Id;
}

/** What a commit needs to see to append it: the chain's end. The record is expected to be new. */
export const recordLoads = ({ entryId, uid }: RecordKey): readonly Load[] => [
  toWrite(auditChainDoc(chainOf(uid))),
  toExpectNew(auditRecordDoc(entryId)),
];

/** The record and the chain's new end; nothing if the record is there, since an act is told once. */
export function appendRecord({
  key,
  content,
  view,
}: {
  key: RecordKey;
  content: Omit<AuditContent, 'entryId' | 'chain' | 'at'>;
  view: View;
}): readonly Change[] {
  const chain = chainOf(key.uid);
  const [record, end] = [auditRecordDoc(key.entryId), auditChainDoc(chain)];
  if (view.get(record) !== undefined) return [];
  const known = view.get(end);
  const { link, head } = append({
    head: known ?? emptyChain(chain),
    content: { entryId: key.entryId, chain, at: view.now, ...content },
  });
  return [create(record, link), known === undefined ? create(end, head) : update(end, head)];
}

/** Short enough to keep as text; of what is longer, that it was. */
export function snapshotOf(value: object | undefined): string | null {
  if (value === undefined) return null;
  const text = canonicalJson(value);
  return text.length <= MAX_SNAPSHOT ? text : canonicalJson({ leftOut: 'too long', length: text.length });
}
