import type { RunReport } from '../results/run-record.ts';
import type { Notice } from './catch.ts';
import type { Damage } from './damage.ts';

export interface Found {
  readonly damage: Damage;
  readonly notice: Notice;
}

const SHOWN = 5;

export const isNoticed = ({ notice }: Found): boolean => notice.kind === 'noticed' && notice.by.length > 0;

/** What became of one damage, in a line, with the first of those who noticed below it. */
export function describe(found: Found): string {
  const { damage, notice } = found;
  if (notice.kind === 'broken') return `✗ ${damage.name}: cannot be said, ${notice.problem}`;
  if (notice.by.length === 0)
    return `✗ ${damage.name}: nobody noticed (${notice.looked} looked). ${damage.harm}`;
  const more = notice.by.length > SHOWN ? [`… and ${notice.by.length - SHOWN} more`] : [];
  const names = [...notice.by.slice(0, SHOWN), ...more].map(name => `    ${name}`);
  return [`✓ ${damage.name}: noticed by ${notice.by.length} of ${notice.looked}`, ...names].join('\n');
}

function rowOf({ damage, notice }: Found): (string | number)[] {
  const by = notice.kind === 'noticed' ? notice.by : [];
  return [damage.name, damage.harm, by.length, by.slice(0, SHOWN).join('; ')];
}

export function recordOf({
  found,
  startedAt,
  seconds,
}: {
  found: readonly Found[];
  startedAt: Date;
  seconds: number;
}) {
  const unnoticed = found.filter(each => !isNoticed(each)).length;
  return {
    name: 'sabotage',
    kind: 'sabotage',
    summary:
      'One thing at a time was done wrong on purpose in a copy, and the tests that should notice were run.',
    startedAt: startedAt.toISOString(),
    seconds,
    measures: { damages: found.length, noticed: found.length - unnoticed },
    checks: [{ invariant: 'a damage is noticed', checked: found.length, broken: unnoticed }],
    listings: [
      {
        title: 'Damages and who noticed',
        columns: ['damage', 'what it would do', 'tests that failed', 'among them'],
        rows: found.map(rowOf),
      },
    ],
  } satisfies RunReport;
}
