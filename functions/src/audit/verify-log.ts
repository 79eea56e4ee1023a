import { readDocument } from '../commit/index.ts';
import { type ChainHead, emptyChain } from '../evidence/chain.ts';
import { type ChainFinding, ChainVerifier } from '../evidence/verify-chain.ts';
import type { Id } from '../platform/ids.ts';
import { countRecords, pagesOf, recordsOutside } from './queries.ts';
import { auditChainDoc, chainNames } from './store.ts';

export type LogFinding =
  | ChainFinding
  /** The record stands under a name that is not its own. */
  | { readonly kind: 'renamed'; readonly name: string; readonly says: string }
  /** The chain that an earlier check saw up to `position` is not the beginning of this one: rewritten or cut. */
  | { readonly kind: 'rewritten'; readonly position: number };

/** One chain, checked. */
export interface VerifiedLog extends ChainHead {
  readonly chain: Id;
  readonly findings: readonly LogFinding[];
}

/** How a chain ended when it was last checked: what no one who rewrites a whole chain can know and keep. */
export type Anchors = ReadonlyMap<string, ChainHead>;

/**
 * Checks the audit log chain by chain, page by page: every record against its own hash, its neighbours, its name and
 * the end that its chain remembers. What is appended meanwhile is left to the next check.
 */
export async function* verifyLog({ anchors }: { anchors: Anchors }): AsyncGenerator<VerifiedLog> {
  for (const chain of chainNames) yield verifyOne({ chain, anchor: anchors.get(chain) });
}

/** Records that stand in no chain at all, by name. Looked for only if there are more records than in the chains. */
export async function strangersIn({ seen }: { seen: number }): Promise<readonly string[]> {
  return (await countRecords()) <= seen ? [] : recordsOutside(chainNames);
}

async function verifyOne({
  chain,
  anchor,
}: {
  chain: Id;
  anchor: ChainHead | undefined;
}): Promise<VerifiedLog> {
  const head = (await readDocument(auditChainDoc(chain))) ?? emptyChain(chain);
  const verifier = new ChainVerifier(chain);
  const findings: LogFinding[] = [];
  const beyond: { position: number; name: string }[] = [];
  let seenAnchor = anchor === undefined || anchor.length === 0;
  for await (const page of pagesOf(chain)) {
    for (const { name, stored } of page) {
      const position = Number(stored['position']);
      if (position > head.length) {
        beyond.push({ position, name });
        continue;
      }
      if (stored['entryId'] !== name)
        findings.push({ kind: 'renamed', name, says: String(stored['entryId']) });
      seenAnchor ||= position === anchor?.length && stored['hash'] === anchor.hash;
      findings.push(...verifier.add(stored));
    }
  }
  findings.push(...verifier.finish(head), ...(await putInBeyond({ chain, beyond })));
  if (!seenAnchor) findings.push({ kind: 'rewritten', position: anchor?.length ?? 0 });
  return { chain, length: head.length, hash: head.hash, findings };
}

/** What was appended since the check began is in order by the chain's present end; what is beyond that is not. */
async function putInBeyond(input: {
  chain: Id;
  beyond: readonly { position: number; name: string }[];
}): Promise<readonly LogFinding[]> {
  if (input.beyond.length === 0) return [];
  const length = (await readDocument(auditChainDoc(input.chain)))?.length ?? 0;
  return input.beyond
    .filter(({ position }) => position > length)
    .map(({ position, name }) => ({ kind: 'inserted', position, name }));
}
