import type { z } from 'zod';
import { Id } from '../platform/ids.ts';
import { AuditChain } from './schema.ts';
import type { Anchors } from './verify-log.ts';

const Line = AuditChain.extend({ chain: Id });

/** The chains' ends from what an earlier check printed, one JSON a line; other lines are passed over. */
export function readAnchors(text: string): Anchors {
  const anchors = new Map<string, z.infer<typeof AuditChain>>();
  for (const line of text.split('\n').filter(each => each.trim() !== '')) {
    const parsed = Line.safeParse(JSON.parse(line));
    if (parsed.success) anchors.set(parsed.data.chain, parsed.data);
  }
  return anchors;
}
