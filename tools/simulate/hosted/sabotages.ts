/** The product broken on purpose, to see that the simulation finds it. Each changes one place of the lane. */
export interface Sabotage {
  /** Below `functions/src`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const sabotages = {
  /** A balance is computed and written whatever somebody else wrote meanwhile. */
  'blind-increment': {
    file: 'commit/committer.ts',
    from: 'await this.#wire.commit({ writes: plan.writes });',
    to: `await this.#wire.commit({ writes: plan.writes.map(write =>
      /^users\\/[^/]+\\/courses\\/[^/]+$/.test(write.path) && write.kind === 'update'
        ? { ...write, basedOn: undefined } : write) });`,
  },
  /** No write says which version it was decided on. */
  'precondition-dropped': {
    file: 'commit/overlay.ts',
    from: "{ kind: 'update', path, patch, basedOn }",
    to: "{ kind: 'update', path, patch, basedOn: undefined }",
  },
  /** Nothing says afterwards that a command was applied. */
  'receipt-dropped': {
    file: 'commit/receipt.ts',
    from: 'overlay.stageReceipt({ path: doc.path, receipt });',
    to: '',
  },
  /** Whoever got no answer asks again, under another id. */
  'retry-outside': {
    file: 'commit/lanes.ts',
    from: '      const answer = await waiter.answer;',
    to: `      const answer = await waiter.answer.catch(error => {
        const { command } = waiter;
        if (!['UNAVAILABLE', 'TOOK_TOO_LONG'].includes(error.message) || command.receipt === 'state') throw error;
        const doc = { ...command.receipt.doc, path: command.receipt.doc.path + '-again' };
        const receipt = { ...command.receipt, doc };
        const again = new Waiter({ command: { ...command, receipt }, deadlineMs: 10_000, onDeadline: () => {} });
        this.#enqueue(again);
        return again.answer;
      });`,
  },
} as const satisfies Readonly<Record<string, Sabotage>>;
export type SabotageName = keyof typeof sabotages;

export const sabotageNames: readonly string[] = Object.keys(sabotages);
export const isSabotage = (name: string): name is SabotageName => Object.hasOwn(sabotages, name);

/** @throws Error if the place is not there any more: then nothing would be broken, and nothing found */
export function sabotaged({ source, sabotage }: { source: string; sabotage: Sabotage }): string {
  const { from, to, file } = sabotage;
  if (source.split(from).length !== 2)
    throw new Error(`The sabotage of ${file} does not fit its text any more.`);
  return source.replace(from, () => to);
}
