import type { Sending } from '../send.ts';

/** What kinds of attack there are: counted apart, so that one that is never tried shows. */
export const attackClasses = [
  'wrong type',
  'missing field',
  'unknown field',
  'out of range',
  'no number',
  'wrapped number',
  'empty',
  'too long',
  'path trick',
  'prototype',
  'deep nesting',
  'huge array',
  'somebody else’s id',
  'forged token',
  'stale token',
  'App Check',
  'content type',
  'method',
  'oversized body',
  'truncated body',
  'compressed body',
  'header trick',
  'forged signature',
  'forged secret',
  'guessed serial',
  'unicode',
  'chance',
] as const;
export type AttackClass = (typeof attackClasses)[number];

/** What must come of it. None of it may write, but `anything`. */
export type Expected =
  /** A refusal that blames this field, or one inside it. */
  | { readonly kind: 'field'; readonly field: string }
  /** A refusal of whatever reason. */
  | { readonly kind: 'refusal' }
  /** Not even listened to: nobody is signed in, or no app of ours asks. */
  | { readonly kind: 'unauthenticated' }
  /** One of these statuses: of what is no callable, and of what the host refuses before any function. */
  | { readonly kind: 'status'; readonly anyOf: readonly number[] }
  /** It may be right after all: then it is done, and what is written is not looked at. */
  | { readonly kind: 'anything' };

export interface Attack {
  readonly attackClass: AttackClass;
  /** A few words, for whoever has to repeat it. */
  readonly what: string;
  readonly sending: Sending;
  readonly expected: Expected;
}

/**
 * Some of each group, a group being one class of attack at one field: `perGroup` of them, from `offset` on. Whoever
 * attacks one endpoint after the other with growing offsets tries all of a group in the end.
 */
export function someOfEach(input: {
  readonly attacks: readonly Attack[];
  readonly perGroup: number;
  readonly offset: number;
}): Attack[] {
  const groups = new Map<string, Attack[]>();
  for (const attack of input.attacks) {
    const field = attack.expected.kind === 'field' ? attack.expected.field : attack.expected.kind;
    const name = `${attack.attackClass} ${field}`;
    groups.set(name, [...(groups.get(name) ?? []), attack]);
  }
  return [...groups.values()].flatMap(group => {
    const start = (input.offset * input.perGroup) % group.length;
    return [...group.slice(start), ...group.slice(0, start)].slice(0, input.perGroup);
  });
}
