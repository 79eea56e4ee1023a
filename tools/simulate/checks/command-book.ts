import type { StoredData } from '../memory/stored-value.ts';
import type { Verdicts } from './verdicts.ts';

interface Asked {
  open: number;
  /** Ended without an answer that says whether it was applied. */
  unknown: number;
  submissions: number;
  outcome: string | undefined;
  firsts: number;
  /** What it did was undone on purpose, so that it may be done again. */
  isUndone: boolean;
}

export type Ending =
  | { readonly kind: 'applied'; readonly outcome: object; readonly replayed: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

interface Stored {
  readonly fingerprint: string;
  readonly outcome: unknown;
}

/** Every command with a receipt that was submitted anywhere, and what its callers were told. */
export class CommandBook {
  readonly #byKey = new Map<string, Asked>();
  readonly #verdicts: Verdicts;
  readonly #read: (path: string) => StoredData | undefined;

  constructor({ verdicts, read }: { verdicts: Verdicts; read: (path: string) => StoredData | undefined }) {
    this.#verdicts = verdicts;
    this.#read = read;
  }

  open(receipt: Receipt): void {
    const asked = this.#asked(receipt);
    asked.open += 1;
    asked.submissions += 1;
  }

  close(receipt: Receipt, ending: Ending): void {
    const asked = this.#asked(receipt);
    asked.open -= 1;
    const stored = receiptIn(this.#read(receipt.path));
    const isThere = stored?.fingerprint === receipt.fingerprint;
    switch (ending.kind) {
      case 'unknown':
        asked.unknown += 1;
        return;
      case 'refused':
        // Another copy of the same command may be applied meanwhile; this one alone may not.
        if (asked.submissions === 1)
          this.#verdicts.hold('definitely refused: there is no receipt', !isThere, () => receipt.path);
        return;
      case 'applied':
        this.#closeApplied({ receipt, asked, ending, isThere });
    }
  }

  /** A commit has created a receipt: somebody must still be waiting for it, or not know. */
  landed(receipt: Receipt): void {
    const asked = this.#byKey.get(keyOf(receipt));
    this.#verdicts.hold('nothing is there that nobody asked for', asked !== undefined, () => receipt.path);
    const mayLand = asked !== undefined && asked.open + asked.unknown > 0;
    this.#verdicts.hold(
      'definitely refused: there is no receipt',
      mayLand,
      () => `${receipt.path} came later`,
    );
  }

  undone(receipt: Receipt): void {
    this.#asked(receipt).isUndone = true;
  }

  #closeApplied(input: {
    receipt: Receipt;
    asked: Asked;
    ending: Extract<Ending, { kind: 'applied' }>;
    isThere: boolean;
  }): void {
    const { receipt, asked, ending, isThere } = input;
    const { path } = receipt;
    const outcome = JSON.stringify(ending.outcome);
    if (asked.isUndone) return;
    this.#verdicts.hold('answered ok: the receipt is there', isThere, () => path);
    asked.outcome ??= outcome;
    if (!ending.replayed) asked.firsts += 1;
    this.#verdicts.same('the same id gets the same answer', outcome, asked.outcome, path);
    this.#verdicts.hold('the same id gets the same answer', asked.firsts < 2, () => `${path} was new twice`);
  }

  #asked(receipt: Receipt): Asked {
    const key = keyOf(receipt);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const asked: Asked = {
      open: 0,
      unknown: 0,
      submissions: 0,
      outcome: undefined,
      firsts: 0,
      isUndone: false,
    };
    this.#byKey.set(key, asked);
    return asked;
  }
}

export interface Receipt {
  readonly path: string;
  readonly fingerprint: string;
}

const keyOf = ({ path, fingerprint }: Receipt): string => `${path} ${fingerprint}`;

/** The lane's own field of a document, if it has one. */
export function receiptIn(data: StoredData | undefined): Stored | undefined {
  const receipt = data?.['receipt'];
  if (typeof receipt !== 'object' || receipt === null) return undefined;
  if (!('fingerprint' in receipt && 'outcome' in receipt)) return undefined;
  return { fingerprint: String(receipt.fingerprint), outcome: receipt.outcome };
}
