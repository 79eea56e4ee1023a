import Table from 'cli-table3';
import type { RunReport } from '../results/run-record.ts';
import type { Part } from './parts.ts';
import { fateOf, type Mutation, notNoticed, type Score } from './score.ts';

export interface ScoredPart {
  readonly part: Part;
  readonly mutations: readonly Mutation[];
  readonly score: Score;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

const rowOf = ({ file, line, change, status }: Mutation): string[] => [
  `${file}:${line}`,
  change,
  fateOf(status),
];

/** For people: the score of each part, then what nobody noticed. */
export function describe(results: readonly ScoredPart[]): string {
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

/** Four measures for each part, a bar, and the survivors. */
export function recordOf({
  results,
  startedAt,
  seconds,
}: {
  results: readonly ScoredPart[];
  startedAt: Date;
  seconds: number;
}) {
  const measures = results.flatMap(({ part: { name }, score }) => [
    [`${name}Noticed`, score.noticed] as const,
    [`${name}Survived`, score.survived] as const,
    [`${name}Untouched`, score.untouched] as const,
    [`${name}PercentOfTouched`, rounded(score.ofTouched)] as const,
  ]);
  return {
    name: 'mutation',
    kind: 'mutation',
    summary: 'The rules were damaged one spot at a time, and the unit tests that walk through it were run.',
    startedAt: startedAt.toISOString(),
    seconds,
    measures: Object.fromEntries(measures),
    bars: results.map(({ part, score }) => ({
      what: `damages noticed in the rules of ${part.name}`,
      must: { kind: 'atLeast', value: part.mustNotice },
      measured: rounded(score.ofTouched),
      unit: '%',
    })),
    listings: [
      {
        title: 'Damages that no unit test noticed',
        columns: ['where', 'damage', 'why'],
        rows: results.flatMap(({ mutations }) => notNoticed(mutations).map(rowOf)),
      },
    ],
  } satisfies RunReport;
}
