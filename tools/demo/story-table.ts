import type { Enrollment } from '../../functions/src/enrollments/schema.ts';

/** One line of the story: what was done, what came of it, and how the main enrollment stands then. */
export type StoryRow = {
  readonly step: string;
  readonly happened: string;
  readonly enrollment: Enrollment | undefined;
  readonly seconds: number;
};

const columns = [
  { title: 'step', width: 24 },
  { title: 'what happened', width: 52 },
  { title: 'paid', width: 8 },
  { title: 'due', width: 8 },
  { title: 'payment', width: 9 },
  { title: 'access', width: 9 },
  { title: 'time', width: 7 },
] as const;

/** Minor units as people write them: 4950 is 49.50. */
export const money = (amount: number): string => (amount / 100).toFixed(2);

export const header = (): string => `${line(columns.map(({ title }) => title))}\n${rule('─')}`;

export const rule = (character: string): string =>
  columns.map(({ width }) => character.repeat(width)).join(`${character}${character}`);

export function formatRow({ step, happened, enrollment, seconds }: StoryRow): string {
  const state =
    enrollment === undefined
      ? ['', '', '', '']
      : [
          money(enrollment.amountPaid - enrollment.amountRefunded),
          money(enrollment.amountDue),
          enrollment.paymentStatus,
          enrollment.accessStatus,
        ];
  const [first, ...more] = wrap({ text: happened, width: columns[1].width });
  const rows = [line([step, first ?? '', ...state, `${seconds.toFixed(1)} s`])];
  for (const rest of more) rows.push(line(['', rest]));
  return rows.join('\n');
}

const line = (cells: readonly string[]): string =>
  columns
    .map(({ width }, index) => (cells[index] ?? '').padEnd(width))
    .join('  ')
    .trimEnd();

/** Breaks at blanks; a word that is longer than the column stands alone. */
export function wrap({ text, width }: { text: string; width: number }): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
