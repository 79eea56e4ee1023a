import { RefusalError, refused } from '../platform/refusal.ts';
import type { AnyCommand, StoredAnswer } from './command.ts';
import { Overlay, type PendingWrite } from './overlay.ts';
import { findReplay, stageReceipt } from './receipt.ts';
import type { Snapshot } from './snapshot.ts';

/** How much one commit may carry. The emulator fails above 4 MiB with a code that the SDK retries for minutes. */
export interface CommitBounds {
  readonly maxWrites: number;
  readonly maxBytes: number;
}

/** What one command's caller is told once it is true. */
export type Verdict =
  | { readonly kind: 'applied'; readonly answer: StoredAnswer }
  | { readonly kind: 'failed'; readonly error: Error };

export interface Settlement<C> {
  readonly command: C;
  readonly verdict: Verdict;
  /** Decided on committed data alone: true already, whatever becomes of this commit. */
  readonly isFinal: boolean;
}

export interface Plan<C> {
  readonly settlements: readonly Settlement<C>[];
  /** Commands that no longer fit; they go first next time. */
  readonly leftOver: readonly C[];
  /** Commands whose answer rests on a document that was taken for new and that no commit proves to be. */
  readonly unsure: readonly C[];
  /** Commands that depend on the absence of a document they do not create: only locks can hold it. */
  readonly needLocks: readonly C[];
  readonly writes: readonly PendingWrite[];
}

/** One who waits: for what, and in which commits that may land yet. */
interface Waiting {
  readonly command: AnyCommand;
  /** The writes of each commit that held this command applied and whose answer never came. */
  readonly doubts: readonly (readonly PendingWrite[])[];
}

/**
 * Decides all waiting commands in arrival order, each seeing what those before it wrote. Pure: no I/O, so
 * after a conflict it is simply run again on newer snapshots.
 */
export function planCommit<C extends Waiting>(input: {
  readonly waiting: readonly C[];
  readonly snapshots: Iterable<Snapshot>;
  /** Among `snapshots`, but not read: the commit will tell whether they are absent. */
  readonly takenForNew: ReadonlySet<string>;
  /** All that was read stays as it is until the commit. */
  readonly isLocked: boolean;
  readonly now: Date;
  readonly bounds: CommitBounds;
}): Plan<C> {
  const overlay = new Overlay(input.snapshots);
  const room = { writes: input.bounds.maxWrites, bytes: input.bounds.maxBytes };
  const settlements: Settlement<C>[] = [];
  const [unsure, needLocks]: [C[], C[]] = [[], []];
  for (const [index, waiter] of input.waiting.entries()) {
    const verdict = decide({ command: waiter.command, overlay, now: input.now });
    if (!isProven({ command: waiter.command, verdict, overlay, takenForNew: input.takenForNew })) {
      overlay.discard();
      unsure.push(waiter);
      continue;
    }
    if (!input.isLocked && !guards({ command: waiter.command, overlay })) {
      overlay.discard();
      needLocks.push(waiter);
      continue;
    }
    const needed = overlay.stagedSize();
    if (needed.writes > room.writes || needed.bytes > room.bytes) {
      overlay.discard();
      if (overlay.isDirty)
        return {
          settlements,
          unsure,
          needLocks,
          leftOver: input.waiting.slice(index),
          writes: overlay.writes(),
        };
      settlements.push({
        command: waiter,
        verdict: { kind: 'failed', error: refused('COMMAND_TOO_LARGE') },
        isFinal: true,
      });
      continue;
    }
    room.writes -= needed.writes;
    room.bytes -= needed.bytes;
    overlay.accept();
    settlements.push({
      command: waiter,
      verdict: truthful({ verdict, waiter, overlay }),
      isFinal: !overlay.isDirty,
    });
  }
  return { settlements, unsure, needLocks, leftOver: [], writes: overlay.writes() };
}

/**
 * Whether the verdict is true once the commit has landed. What is applied creates its receipt and the rest it took
 * for new, and could not if they were there. A refusal has no such proof: its receipt may say the contrary.
 */
function isProven(input: {
  command: AnyCommand;
  verdict: Verdict;
  overlay: Overlay;
  takenForNew: ReadonlySet<string>;
}): boolean {
  const { command, verdict, overlay, takenForNew } = input;
  const paths = command.loads.map(({ doc }) => doc.path);
  if (command.receipt !== 'state') paths.push(command.receipt.doc.path);
  const unproven = paths.filter(path => takenForNew.has(path) && !overlay.creates(path));
  return verdict.kind === 'applied' ? unproven.length === 0 : paths.every(path => !takenForNew.has(path));
}

/**
 * Has the commit prove that what the decision rests on, and does not write, is still as it was seen. False if it
 * cannot. Where nothing is written nothing has to be proven: the answer was true when it was read.
 */
function guards({ command, overlay }: { command: AnyCommand; overlay: Overlay }): boolean {
  if (!overlay.isStaged) return true;
  return command.loads.every(({ doc, role }) => role !== 'guarded' || overlay.stageGuard(doc.path));
}

/**
 * A refusal is only true if nothing can apply the command any more. A commit of before that got stuck on its
 * way, at a lock say, lands when it comes free, unless what it was decided on has changed since.
 */
function truthful({
  verdict,
  waiter,
  overlay,
}: {
  verdict: Verdict;
  waiter: Waiting;
  overlay: Overlay;
}): Verdict {
  if (verdict.kind === 'applied') return verdict;
  const mayLandYet = waiter.doubts.some(writes => writes.every(write => overlay.stillStands(write)));
  return mayLandYet ? { kind: 'failed', error: refused('UNAVAILABLE', { cause: verdict.error }) } : verdict;
}

/** One command's verdict; its changes are staged in the overlay, or nothing is. */
function decide({ command, overlay, now }: { command: AnyCommand; overlay: Overlay; now: Date }): Verdict {
  try {
    const replay = findReplay(command, overlay);
    if (replay !== undefined) return { kind: 'applied', answer: replay };
    const decision = command.decide({ now, get: doc => overlay.get(doc) });
    if (decision.kind === 'refused') return { kind: 'failed', error: new RefusalError(decision) };
    for (const change of decision.changes) overlay.stage(change);
    stageReceipt({ command, outcome: decision.outcome, now }, overlay);
    return { kind: 'applied', answer: { outcome: decision.outcome, replayed: false } };
  } catch (error) {
    overlay.discard();
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
