/** What is the same for every run; `run-stryker.ts` adds the rest. */
export default {
  coverageAnalysis: 'perTest',
  // Nothing is compiled by TypeScript here, and Stryker would look for a compiler that TypeScript 7 has not.
  tsconfigFile: 'none.json',
  // A mutant that keeps a worker busy is ended after ten times what its tests take.
  timeoutFactor: 10,
  timeoutMS: 10_000,
  allowConsoleColors: false,
  logLevel: 'warn',
  warnings: false,
};
