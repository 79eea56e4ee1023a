import { type Reason, reasons } from './reasons.ts';

/** One field of the request that is wrong: its path (`amount`, `answers.3.text`) and a sentence for people. */
export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

/** A rule's «no»: data, so that rules stay pure and tests compare it with `toEqual`. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: Reason;
  readonly fields: readonly FieldIssue[];
}

export const refuse = (reason: Reason): Refusal => ({ kind: 'refused', reason, fields: [] });

/** A refusal that blames one field of the request, with the reason's own sentence as its message. */
export const refuseField = ({ reason, path }: { reason: Reason; path: string }): Refusal => ({
  kind: 'refused',
  reason,
  fields: [{ path, message: reasons[reason].message }],
});

/** Carries a refusal up to the endpoint's wrapper, which answers it. Never retried: asking again changes nothing. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: { cause: unknown }) {
    super(refusal.reason, options);
    this.refusal = refusal;
  }
}

export const refused = (reason: Reason, options?: { cause: unknown }): RefusalError =>
  new RefusalError(refuse(reason), options);
