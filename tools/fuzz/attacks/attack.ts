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
