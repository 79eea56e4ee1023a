import { isDeepStrictEqual } from 'node:util';
import {
  type Applied,
  type Command,
  type JsonObject,
  Lanes,
  type LanesOptions,
} from '../../../functions/src/commit/index.ts';
import { RefusalError } from '../../../functions/src/platform/refusal.ts';
import type { CommandBook, Ending } from '../checks/command-book.ts';
import type { Verdicts } from '../checks/verdicts.ts';
import { currentPlace } from '../hosted/hosting.ts';

export interface Watching {
  readonly verdicts: Verdicts;
  readonly book: CommandBook;
  readonly now: () => number;
  /** Since when there are no faults any more; undefined while there are. */
  readonly calmSinceMs: () => number | undefined;
}

const LONGEST_MS = 10_000;
/** So long the locks of a process that died stay with Firestore; until then a command may be told to ask again. */
const LOCKS_STAY_MS = 60_000;
/** One decision in so many is made twice. */
const RERUN_EVERY = 4;
const openEnds: ReadonlySet<string> = new Set(['TOOK_TOO_LONG', 'UNAVAILABLE', 'OVERLOADED']);

/** The product's own lanes, with somebody who looks at every command that passes. */
export class WatchedLanes extends Lanes {
  readonly #watching: Watching;
  #decisions = 0;

  constructor({ watching, ...options }: LanesOptions & { readonly watching: Watching }) {
    super(options);
    this.#watching = watching;
  }

  override async submit<Outcome extends JsonObject>(command: Command<Outcome>): Promise<Applied<Outcome>> {
    const { book, now } = this.#watching;
    const receipt =
      command.receipt === 'state'
        ? undefined
        : { path: command.receipt.doc.path, fingerprint: command.receipt.fingerprint };
    const startedAtMs = now();
    const close = (ending: Ending) => {
      if (receipt !== undefined) book.close(receipt, ending);
      this.#checkTime({ startedAtMs, ending, operation: command.operation });
    };
    if (receipt !== undefined) book.open(receipt);
    try {
      const applied = await super.submit(this.#watched(command));
      close({ kind: 'applied', ...applied });
      return applied;
    } catch (error) {
      const isOpen = !(error instanceof RefusalError) || openEnds.has(error.refusal.reason);
      close({ kind: isOpen ? 'unknown' : 'refused' });
      throw error;
    }
  }

  #watched<Outcome extends JsonObject>(command: Command<Outcome>): Command<Outcome> {
    const { verdicts } = this.#watching;
    const uid = currentPlace()?.uid ?? 'system';
    return {
      ...command,
      decide: view => {
        const decision = command.decide(view);
        this.#decisions += 1;
        if (this.#decisions % RERUN_EVERY === 0) {
          const again = command.decide(view);
          verdicts.hold(
            'a decision rerun decides the same',
            isSameDecision(decision, again),
            () => command.operation,
          );
        }
        if (uid.startsWith('student-') && decision.kind === 'apply') {
          const foreign = decision.changes.filter(({ doc }) => isOfAnother({ path: doc.path, uid }));
          verdicts.hold(
            'a student changes nothing of another one',
            foreign.length === 0,
            () => `${command.operation} by ${uid}: ${foreign[0]?.doc.path}`,
          );
        }
        return decision;
      },
    };
  }

  #checkTime(input: { startedAtMs: number; ending: Ending; operation: string }): void {
    const { verdicts, now, calmSinceMs } = this.#watching;
    const calmMs = calmSinceMs();
    if (calmMs === undefined) return;
    const invariant = 'after the faults every command is answered in ten seconds';
    const { startedAtMs, ending, operation } = input;
    const tookMs = now() - Math.max(startedAtMs, calmMs);
    verdicts.hold(invariant, tookMs <= LONGEST_MS, () => `${operation} took ${tookMs} ms`);
    const isAllCalm = startedAtMs >= calmMs + LOCKS_STAY_MS;
    if (isAllCalm) verdicts.hold(invariant, ending.kind !== 'unknown', () => `${operation} was not answered`);
  }
}

const isOfAnother = ({ path, uid }: { path: string; uid: string }): boolean =>
  path.startsWith('users/') && path.split('/')[1] !== uid;

/** Documents are compared by path: their schemas are objects of code. */
const isSameDecision = (one: object, other: object): boolean => isDeepStrictEqual(plain(one), plain(other));

function plain(decision: object): unknown {
  if (!('changes' in decision) || !Array.isArray(decision.changes)) return decision;
  const changes: readonly unknown[] = decision.changes;
  return {
    ...decision,
    changes: changes.map(change => ({ ...Object(change), doc: Object(change).doc.path })),
  };
}
