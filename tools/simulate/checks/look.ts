import type { Changed } from '../memory/memory-firestore.ts';
import type { World } from '../world/world.ts';
import { type Checker, type Looking, nameOf, patternOf } from './checker.ts';
import { receiptIn } from './command-book.ts';
import { hourCheckers } from './hours.ts';
import { learningCheckers } from './learning.ts';
import { moneyCheckers } from './money.ts';
import { seatCheckers } from './seats.ts';
import { unitCheckers } from './units.ts';
import { lookAtChange, lookAtNew } from './written-once.ts';

const byPattern: ReadonlyMap<string, readonly Checker[]> = Map.groupBy(
  [...moneyCheckers, ...seatCheckers, ...unitCheckers, ...hourCheckers, ...learningCheckers],
  ({ pattern }) => pattern,
);

/** Named by the id of the client who asked for them. */
const askedFor: ReadonlySet<string> = new Set([
  'users/*/requests/*',
  'users/*/courses/*/sessions/*',
  'users/*/courses/*/quizzes/*/attempts/*',
  'authorizations/*/reservations/*',
]);

/** Everything that can be told of a commit in the very step in which it lands. */
export function lookAtCommit(world: World, changes: readonly Changed[]): void {
  const looking = { documents: world.store.documents, verdicts: world.verdicts };
  for (const change of changes) {
    lookAtChange(looking, change);
    lookAtNew(looking, change);
    lookAtReceipt(world, change);
    lookBy(looking, change);
  }
}

/** Everything once more at the end, document by document. */
export function lookAtAll(looking: Looking): void {
  for (const path of looking.documents.paths()) {
    const after = looking.documents.data(path);
    if (after !== undefined) lookBy(looking, { path, before: after, after });
  }
}

function lookBy(looking: Looking, change: Changed): void {
  for (const checker of byPattern.get(patternOf(change.path)) ?? []) {
    try {
      checker.look(looking, change);
    } catch (error) {
      // Not even its form is right.
      looking.verdicts.hold('no request ends in a bug', false, () => `${change.path}: ${String(error)}`);
    }
  }
}

function lookAtReceipt({ book, asked, verdicts }: World, { path, before, after }: Changed): void {
  const [was, is] = [receiptIn(before), receiptIn(after)];
  if (is !== undefined && was === undefined) book.landed({ path, fingerprint: is.fingerprint });
  if (is === undefined && was !== undefined) book.undone({ path, fingerprint: was.fingerprint });
  if (before !== undefined || !askedFor.has(patternOf(path))) return;
  const name = nameOf(path);
  const isKnown = asked.has(name) || name.startsWith('after_');
  verdicts.hold('nothing is there that nobody asked for', isKnown, () => path);
}
