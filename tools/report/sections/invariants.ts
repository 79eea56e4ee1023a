import type { RunRecord } from '../../results/run-record.ts';
import { html, type Markup } from '../html/markup.ts';
import { details, type Section, verdictTag } from '../html/parts.ts';
import { table } from '../html/table.ts';
import { counted, exactly } from '../numbers.ts';
import type { Overview } from '../overview.ts';
import type { Check } from '../verdict.ts';

/** What must always hold, and how often it was looked at, run by run. */
export function invariantsSection({ runs }: Overview): Section | undefined {
  const checking = runs.filter(({ checks }) => checks.length > 0);
  if (checking.length === 0) return undefined;
  return {
    id: 'invariants',
    title: 'What must always hold',
    lead: 'What was looked at, how often, and how often it did not hold. Balances, seats, units and minutes are recomputed from the records that they sum up.',
    body: checking.map(ofRun),
  };
}

const sumOf = (checks: readonly Check[], of: (check: Check) => number): number =>
  checks.reduce((sum, check) => sum + of(check), 0);

function tagOf(checks: readonly Check[]): Markup {
  const broken = sumOf(checks, check => check.broken);
  if (broken > 0) return verdictTag({ tone: 'bad', word: `${exactly(broken)} broken` });
  if (sumOf(checks, check => check.checked) === 0)
    return verdictTag({ tone: 'quiet', word: 'not looked at' });
  return verdictTag({ tone: 'good', word: 'all held' });
}

function ofRun({ name, checks }: RunRecord): Markup {
  const looked = `${exactly(sumOf(checks, check => check.checked))} times`;
  const isBroken = checks.some(({ broken }) => broken > 0);
  return details({
    isOpen: isBroken ? 'open' : 'closed',
    summary: html`<span class="detailName">${name}</span> <span class="detailNote">${counted(checks.length, 'invariant')}, looked at ${looked}</span> ${tagOf(checks)}`,
    body: table({
      label: `Invariants of ${name}`,
      columns: [
        { name: 'Invariant' },
        { name: 'Looked at', style: 'number' },
        { name: 'Broken', style: 'number' },
        { name: 'Verdict' },
      ],
      rows: checks.map(check => [
        check.invariant,
        exactly(check.checked),
        exactly(check.broken),
        tagOf([check]),
      ]),
    }),
  });
}
