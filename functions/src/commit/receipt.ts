import { z } from 'zod';
import { RefusalError, refuse } from '../platform/refusal.ts';
import type { AnyCommand, StoredAnswer } from './command.ts';
import type { Overlay } from './overlay.ts';

const StoredReceipt = z.object({
  operation: z.string(),
  fingerprint: z.string(),
  outcome: z.record(z.string(), z.unknown()),
  at: z.date(),
});

/**
 * The first answer, if this command was applied before. Undefined if it was not: the document may exist
 * without a receipt (a webhook event that waits, say), and then the command may still be applied to it.
 * @throws RefusalError REQUEST_ID_REUSED when the id was used for another request
 */
export function findReplay(command: AnyCommand, overlay: Overlay): StoredAnswer | undefined {
  if (command.receipt === 'state') return undefined;
  const stored = overlay.raw(command.receipt.doc.path)?.receipt;
  // Null: what was done has been undone on purpose, and may be done again.
  if (stored === undefined || stored === null) return undefined;
  const receipt = StoredReceipt.parse(stored);
  if (receipt.fingerprint !== command.receipt.fingerprint)
    throw new RefusalError(refuse('REQUEST_ID_REUSED'));
  return { outcome: receipt.outcome, replayed: true };
}

/** Adds «applied, with this answer» to the commit that applies it. */
export function stageReceipt(
  { command, outcome, now }: { command: AnyCommand; outcome: object; now: Date },
  overlay: Overlay,
): void {
  if (command.receipt === 'state') return;
  const { doc, fingerprint } = command.receipt;
  const receipt = { operation: command.operation, fingerprint, outcome, at: now };
  overlay.stageReceipt({ path: doc.path, receipt });
}
