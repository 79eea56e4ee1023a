import type { RunRecord } from '../../results/run-record.ts';

export type Timeline = NonNullable<RunRecord['timeline']>;
/** `milestone`: where the run itself began or ended something; nothing was done to the system. */
export type MarkRow = { what: string; kind: 'fault' | 'milestone'; atSeconds: readonly number[] };

/** Whether a run was made to be disturbed; in the others a mark is a step of their own. */
export type MarksAre = 'faults' | 'milestones';

const kindOf = (what: string): MarkRow['kind'] => (/^(begin|end|start)/i.test(what) ? 'milestone' : 'fault');

/** More rows would push the picture out of sight; the rarest share the last one. */
const MAX_ROWS = 8;

/** What was done to the system, by kind: `instance 2 killed` and `instance 3 killed` are one kind. */
export function markRowsOf({ marks, are }: { marks: Timeline['marks']; are: MarksAre }): MarkRow[] {
  const byKind = Map.groupBy(marks, ({ what }) =>
    what.replace(/[\s#]*\d[\d.,]*( ?(ms|s|MiB)\b)?/g, '').trim(),
  );
  const rows = [...byKind].map(([kind, some]) => ({
    what: nameOf({ kind, said: some.map(({ what }) => what) }),
    kind: are === 'milestones' ? 'milestone' : kindOf(kind),
    atSeconds: some.map(({ atSeconds }) => atSeconds),
  }));
  if (rows.length <= MAX_ROWS) return rows;
  const byCount = rows.toSorted((a, b) => b.atSeconds.length - a.atSeconds.length);
  const others = byCount.slice(MAX_ROWS - 1).flatMap(({ atSeconds }) => atSeconds);
  return [...byCount.slice(0, MAX_ROWS - 1), { what: 'others', kind: 'fault', atSeconds: others }];
}

/** Where all say the same their own words stay; else what they have in common. */
function nameOf({ kind, said }: { kind: string; said: readonly string[] }): string {
  const [first = ''] = said;
  if (kind === '' || said.every(what => what === first)) return first;
  return kind.replace(/ (for|by|at|after|of)$/, '');
}
