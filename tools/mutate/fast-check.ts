import fc, { type IProperty, type IPropertyWithHooks, type Parameters } from 'fast-check';

/** A survivor costs all histories of every property that reaches it: a fifth of them find nearly all that all find. */
const AT_MOST_RUNS = 80;
const SEED = 20_260_101;

/** The same histories for every mutant, so that scores can be compared; the first failure says enough. */
const thrifty = <T>(params: Parameters<T> = {}): Parameters<T> => ({
  ...params,
  seed: params.seed ?? SEED,
  endOnFailure: true,
  numRuns: Math.min(params.numRuns ?? 100, AT_MOST_RUNS),
});

const assert = <T>(property: IProperty<T> | IPropertyWithHooks<T>, params?: Parameters<T>) =>
  fc.assert(property, thrifty(params));

/** fast-check as the tests see it while mutants are tried. */
export const fastCheck = { __esModule: true, ...fc, assert, default: { ...fc, assert } };
