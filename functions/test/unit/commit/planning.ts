import type { AnyCommand } from '../../../src/commit/command.ts';
import type { DocumentData } from '../../../src/commit/index.ts';
import type { PendingWrite } from '../../../src/commit/overlay.ts';
import { type CommitBounds, type Plan, planCommit, type Verdict } from '../../../src/commit/plan.ts';
import type { Snapshot, Version } from '../../../src/commit/snapshot.ts';
import { RefusalError } from '../../../src/platform/refusal.ts';

export const now = new Date('2026-03-01T12:00:00.000Z');

/** Stands for an update time: the higher, the later. */
export const version = (number: number): Version => ({ seconds: String(number), nanos: 0 });

export const ample: CommitBounds = { maxWrites: 1_000, maxBytes: 1_000_000 };

/** A command in a queue. */
export interface Waiting {
  readonly command: AnyCommand;
  readonly doubts: readonly (readonly PendingWrite[])[];
}

export const waiting = (command: AnyCommand, doubts: readonly (readonly PendingWrite[])[] = []): Waiting => ({
  command,
  doubts,
});

/** What is stored, as plain data: enough of Firestore to run plans against without any I/O. */
export class Stored {
  readonly #documents = new Map<string, { readonly data: DocumentData; readonly version: Version }>();
  #commits = 0;

  snapshotsFor(commands: readonly AnyCommand[]): readonly Snapshot[] {
    const paths = new Set(commands.flatMap(pathsOf));
    return [...paths].map(path => this.snapshot(path));
  }

  snapshot(path: string): Snapshot {
    const document = this.#documents.get(path);
    return { path, data: document?.data, version: document?.version };
  }

  commit(writes: readonly PendingWrite[]): void {
    this.#commits += 1;
    for (const write of writes) {
      const before = this.#documents.get(write.path);
      const data = write.kind === 'create' ? write.data : { ...before?.data, ...write.patch };
      this.#documents.set(write.path, { data, version: version(this.#commits) });
    }
  }

  data(path: string): DocumentData | undefined {
    return this.#documents.get(path)?.data;
  }

  paths(): readonly string[] {
    return [...this.#documents.keys()].sort();
  }
}

function pathsOf(command: AnyCommand): readonly string[] {
  const declared = command.loads.map(({ doc }) => doc.path);
  return command.receipt === 'state' ? declared : [...declared, command.receipt.doc.path];
}

/** Plans these commands together on what is stored. */
export function planOn({
  stored,
  commands,
  bounds = ample,
  takenForNew = new Set(),
  isLocked = false,
}: {
  readonly stored: Stored;
  readonly commands: readonly AnyCommand[];
  readonly bounds?: CommitBounds;
  readonly takenForNew?: ReadonlySet<string>;
  readonly isLocked?: boolean;
}): Plan<Waiting> {
  return planCommit({
    waiting: commands.map(command => waiting(command)),
    snapshots: stored.snapshotsFor(commands),
    takenForNew,
    isLocked,
    now,
    bounds,
  });
}

/** A verdict as one comparable value: the outcome, the reason refused for, or the error's message. */
export function told(verdict: Verdict | undefined): unknown {
  if (verdict === undefined) return undefined;
  if (verdict.kind === 'applied') return verdict.answer;
  return verdict.error instanceof RefusalError ? verdict.error.refusal.reason : verdict.error.message;
}

export const toldTo = (plan: Plan<Waiting>): readonly unknown[] =>
  plan.settlements.map(({ verdict }) => told(verdict));
