import fc from 'fast-check';

export const paths = ['things/a', 'things/b', 'things/c', 'things/d'] as const;
export type Path = (typeof paths)[number];
export const slots = [0, 1, 2] as const;
export type Slot = (typeof slots)[number];

/** Which version of a document a write says it was decided on. */
export type Basis = 'latest' | 'before' | 'never';

export interface WantedWrite {
  readonly path: Path;
  readonly kind: 'create' | 'change' | 'same' | 'empty' | 'drop';
  readonly basis: Basis;
  readonly value: number;
}

/** One step of a history, in words that mean the same for both databases. */
export type Operation =
  | { readonly kind: 'begin'; readonly slot: Slot }
  | { readonly kind: 'rollback'; readonly slot: Slot }
  | { readonly kind: 'read'; readonly slot: Slot | undefined; readonly paths: readonly Path[] }
  | { readonly kind: 'commit'; readonly slot: Slot | undefined; readonly writes: readonly WantedWrite[] }
  | { readonly kind: 'large'; readonly mebibytes: number }
  | { readonly kind: 'wait' };

const slot = fc.constantFrom(...slots);
const maybeSlot = fc.option(slot, { nil: undefined });

const write: fc.Arbitrary<WantedWrite> = fc.record({
  path: fc.constantFrom(...paths),
  kind: fc.constantFrom('create', 'create', 'change', 'change', 'change', 'same', 'empty', 'drop'),
  basis: fc.constantFrom<Basis>('latest', 'latest', 'latest', 'latest', 'before', 'never'),
  value: fc.integer({ min: 0, max: 3 }),
});

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('begin'), slot }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rollback'), slot }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read'),
      slot: maybeSlot,
      paths: fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('commit'),
      slot: maybeSlot,
      writes: fc.uniqueArray(write, { minLength: 1, maxLength: 3, selector: ({ path }) => path }),
    }),
  },
);

export const anyHistory: fc.Arbitrary<readonly Operation[]> = fc.array(operation, {
  minLength: 15,
  maxLength: 40,
});
