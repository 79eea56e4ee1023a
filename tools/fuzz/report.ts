import Table from 'cli-table3';
import { attackClasses } from './attacks/attack.ts';
import { type Invariant, invariants } from './judge.ts';
import type { Tally } from './tally.ts';

const plain = { style: { head: [], border: [] } };
/** Beyond these a finding repeats itself. */
const SHOWN = 40;

const invariantNames: readonly Invariant[] = [
  'answered',
  'noInternal',
  'form',
  'refused',
  'field',
  'noLeak',
  'noWrite',
];

/** How often each invariant was looked at, and how often it did not hold. */
export const checksOf = (tally: Tally) =>
  invariantNames.map(name => ({
    invariant: invariants[name],
    checked: tally.byInvariant.get(name)?.checked ?? 0,
    broken: tally.byInvariant.get(name)?.broken ?? 0,
  }));

/** How often each class of attack was tried. */
export const classesOf = (tally: Tally) =>
  attackClasses.map(name => ({
    name,
    tried: tally.byClass.get(name)?.checked ?? 0,
    broken: tally.byClass.get(name)?.broken ?? 0,
  }));

/** For people: what was tried, what must hold, and every finding with what repeats it. */
export function describe(tally: Tally): string {
  const classes = new Table({ head: ['attack', 'tried', 'not withstood'], ...plain });
  for (const { name, tried, broken } of classesOf(tally)) classes.push([name, tried, broken]);
  const checks = new Table({ head: ['what must hold', 'checked', 'broken'], ...plain });
  for (const { invariant, checked, broken } of checksOf(tally)) checks.push([invariant, checked, broken]);
  const findings = tally.findings
    .slice(0, SHOWN)
    .map(
      ({ endpoint, invariant, attackClass, what, seen }) =>
        `${endpoint}: ${invariants[invariant]}, but [${attackClass}] ${what}\n    ${seen}`,
    );
  const more = tally.findings.length - findings.length;
  return [
    classes.toString(),
    checks.toString(),
    ...findings,
    ...(more > 0 ? [`… and ${more} findings more`] : []),
  ].join('\n');
}
