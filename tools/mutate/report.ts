import Table from 'cli-table3';
import type { RunReport } from '../results/run-record.ts';
import { type Part, recordNameOf } from './parts.ts';
import { fateOf, type Mutation, notNoticed, type Score } from './score.ts';

export interface PartRun {
  readonly part: Part;
  readonly mutations: readonly Mutation[];
  readonly score: Score;
  readonly startedAt: Date;
  readonly seconds: number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

const rowOf = ({ file, line, change, status }: Mutation): string[] => [
  `${file}:${line}`,
  change,
  fateOf(status),
];

/** For people: the score of each part, then what nobody noticed. */
export function describe(results: readonly PartRun[]): string {
  const table = new Table({
    head: ['part', 'noticed', 'survived', 'no test there', 'of touched', 'must', 'of all'],
    style: { head: [], border: [] },
  });
  for (const { part, score } of results) {
    const { noticed, survived, untouched, ofTouched, ofAll } = score;
    const [touched, must, all] = [ofTouched, part.mustNotice, ofAll].map(value => `${rounded(value)} %`);
    table.push([part.name, noticed, survived, untouched, touched, must, all]);
  }
  const unnoticed = results.flatMap(({ mutations }) => notNoticed(mutations));
  const lines = unnoticed.map(mutation => rowOf(mutation).join('  '));
  const heading = unnoticed.length === 0 ? 'Every damage was noticed.' : `Not noticed (${unnoticed.length}):`;
  return [table.toString(), heading, ...lines].join('\n');
}

/**
 * Four measures, a bar, and the survivors. A record of its own for each part: whoever tries one part anew changes
 * nothing about the commit and the hour at which the others were tried.
 */
export const recordOf = ({ part, mutations, score, startedAt, seconds }: PartRun) =>
  ({
    name: recordNameOf(part.name),
    kind: 'mutation',
    summary: `Rules of ${part.name} (${part.summary}) were damaged one spot at a time.`,
    startedAt: startedAt.toISOString(),
    seconds,
    measures: {
      [`${part.name}Noticed`]: score.noticed,
      [`${part.name}Survived`]: score.survived,
      [`${part.name}Untouched`]: score.untouched,
      [`${part.name}PercentOfTouched`]: rounded(score.ofTouched),
    },
    bars: [
      {
        what: `damages noticed in the rules of ${part.name}`,
        must: { kind: 'atLeast', value: part.mustNotice },
        measured: rounded(score.ofTouched),
        unit: '%',
      },
    ],
    listings: [
      {
        title: `Damages that no unit test of ${part.name} noticed`,
        columns: ['where', 'damage', 'why'],
        rows: notNoticed(mutations).map(rowOf),
      },
    ],
  }) satisfies RunReport;
