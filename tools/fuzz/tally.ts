import type { Attack, AttackClass } from './attacks/attack.ts';
import type { Invariant, Verdict } from './judge.ts';

/** Something that must not be, and how to see it again. */
export interface Finding {
  readonly endpoint: string;
  readonly invariant: Invariant;
  readonly attackClass: AttackClass;
  readonly what: string;
  readonly seen: string;
}

interface Count {
  checked: number;
  broken: number;
}

/** What a run has seen so far. */
export class Tally {
  readonly byInvariant = new Map<Invariant, Count>();
  readonly byClass = new Map<AttackClass, Count>();
  readonly findings: Finding[] = [];
  attacks = 0;

  add(input: {
    readonly endpoint: string;
    readonly attack: Attack;
    readonly verdicts: readonly Verdict[];
  }): void {
    const { endpoint, attack, verdicts } = input;
    const { attackClass, what } = attack;
    this.attacks += 1;
    const broken = verdicts.filter(verdict => verdict.broken !== undefined);
    count(this.byClass, attackClass, broken.length === 0);
    for (const { invariant, broken: seen } of verdicts) {
      count(this.byInvariant, invariant, seen === undefined);
      if (seen !== undefined) this.findings.push({ endpoint, invariant, attackClass, what, seen });
    }
  }

  /** What a whole batch has written, where nothing of it may write. */
  addWrites(input: {
    readonly endpoint: string;
    readonly attacks: readonly Attack[];
    readonly suspects: readonly Attack[];
    readonly changes: readonly string[];
  }): void {
    const { endpoint, attacks, suspects, changes } = input;
    for (const _ of attacks) count(this.byInvariant, 'noWrite', true);
    if (changes.length === 0) return;
    const [first] = suspects.length === 0 ? attacks : suspects;
    if (first === undefined) return;
    const { attackClass, what } = first;
    count(this.byInvariant, 'noWrite', false);
    const others = (suspects.length === 0 ? attacks : suspects).length - 1;
    const seen = `${changes.slice(0, 5).join(', ')} (or one of ${others} more)`;
    this.findings.push({ endpoint, invariant: 'noWrite', attackClass, what, seen });
  }
}

function count<Key>(counts: Map<Key, Count>, key: Key, isKept: boolean): void {
  const known = counts.get(key) ?? { checked: 0, broken: 0 };
  counts.set(key, { checked: known.checked + 1, broken: known.broken + (isKept ? 0 : 1) });
}
