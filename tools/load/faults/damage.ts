import type { Finding } from '../verify/finding.ts';

/** What a difference means: something told is gone, something happened twice, or sums and records do not agree. */
export type Damage = 'lost' | 'doubled' | 'drifted';

const isLess = ({ found, expected }: Finding): boolean =>
  found === 'not there' || (typeof found === 'number' && typeof expected === 'number' && found < expected);

export function damageOf(finding: Finding): Damage {
  const { invariant } = finding;
  if (invariant.startsWith('an acknowledged') || invariant.startsWith('acknowledged'))
    return isLess(finding) || finding.found === null ? 'lost' : 'drifted';
  if (invariant.startsWith('what Stripe holds')) return isLess(finding) ? 'lost' : 'doubled';
  if (invariant === 'a payment is booked once' || invariant === 'no second is credited twice')
    return 'doubled';
  if (invariant === 'a reservation is held once and ends once' && !isLess(finding)) return 'doubled';
  return 'drifted';
}

export function countDamage(findings: readonly Finding[]): Readonly<Record<Damage, number>> {
  const counts = { lost: 0, doubled: 0, drifted: 0 };
  for (const finding of findings) counts[damageOf(finding)] += 1;
  return counts;
}
