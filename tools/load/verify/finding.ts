import { isDeepStrictEqual } from 'node:util';

/** What stands in a finding: plain enough to be printed and compared by eye. */
export type Value = string | number | boolean | null;

/** One difference: where it is, what the records say, and what is there. */
export interface Finding {
  readonly invariant: string;
  /** The document, or `stripe/pi_…` for what Stripe holds. */
  readonly document: string;
  readonly field: string;
  readonly expected: Value;
  readonly found: Value;
}

/** How often an invariant was looked at, and how often it did not hold. */
export interface Check {
  readonly invariant: string;
  readonly checked: number;
  readonly broken: number;
}

export interface Verification {
  readonly checks: readonly Check[];
  /** The first ones; `checks` counts all. */
  readonly findings: readonly Finding[];
  readonly broken: number;
}

/** Kept of all findings: a school that is wrong throughout must not fill the memory. */
const MAX_FINDINGS = 1_000;

export const instantOf = (value: Date | null): string | null => value?.toISOString() ?? null;

/** Counts what is looked at, keeps what differs, and tells it at once to whoever listens. */
export class Findings {
  readonly #counts = new Map<string, { checked: number; broken: number }>();
  readonly #findings: Finding[] = [];
  readonly #onFinding: (finding: Finding) => void;

  constructor({ onFinding = () => undefined }: { onFinding?: (finding: Finding) => void } = {}) {
    this.#onFinding = onFinding;
  }

  /** Looks once: `found` must be `expected`. @returns whether it is */
  expect(look: Finding): boolean {
    if (isDeepStrictEqual(look.expected, look.found)) {
      this.addChecked({ invariant: look.invariant, count: 1 });
      return true;
    }
    this.add(look);
    return false;
  }

  /** A look that showed a difference. */
  add(finding: Finding): void {
    const counts = this.#of(finding.invariant);
    counts.checked += 1;
    counts.broken += 1;
    if (this.#findings.length < MAX_FINDINGS) this.#findings.push(finding);
    this.#onFinding(finding);
  }

  /** Looks that showed none. */
  addChecked({ invariant, count }: { invariant: string; count: number }): void {
    this.#of(invariant).checked += count;
  }

  result(): Verification {
    const checks = [...this.#counts].map(([invariant, counts]) => ({ invariant, ...counts }));
    const broken = checks.reduce((sum, each) => sum + each.broken, 0);
    return { checks, findings: this.#findings, broken };
  }

  #of(invariant: string): { checked: number; broken: number } {
    const counts = this.#counts.get(invariant) ?? { checked: 0, broken: 0 };
    this.#counts.set(invariant, counts);
    return counts;
  }
}
