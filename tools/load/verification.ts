import type { LoadTarget } from './target.ts';

/** An invariant: how often it was looked at, how often it did not hold. */
export type InvariantCheck = {
  readonly invariant: string;
  readonly checked: number;
  readonly broken: number;
};

export type Verification = {
  readonly checks: readonly InvariantCheck[];
  /** One sentence for each thing that is not as it must be, with its path. */
  readonly problems: readonly string[];
};

/** Recomputes everything from the records, and looks for what was acknowledged. */
export type Verify = (input: {
  readonly target: LoadTarget;
  /** Lines of JSON, of `AcknowledgementLog`. */
  readonly acknowledgedFile: string;
  readonly say: (line: string) => void;
}) => Promise<Verification>;
