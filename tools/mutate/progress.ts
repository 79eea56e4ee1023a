import type { Reporter } from '@stryker-mutator/api/report';

const BETWEEN_LINES_MS = 5_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

let [planned, tested, unnoticed] = [0, 0, 0];
let saidAtMs = 0;

/** A line on stderr now and then: how far it is, and how much nobody noticed so far. */
export const reporter: Reporter = {
  onDryRunCompleted({ result, timing }) {
    const seconds = (timing.overhead + timing.net) / 1_000;
    say(`${result.tests.length} tests pass without any damage, in ${seconds.toFixed(0)} s.`);
  },
  onMutationTestingPlanReady({ mutantPlans }) {
    // Parts follow one another in one process.
    [planned, tested, unnoticed] = [mutantPlans.length, 0, 0];
    say(`${planned} mutants.`);
  },
  onMutantTested({ status }) {
    tested += 1;
    if (status === 'Survived' || status === 'NoCoverage') unnoticed += 1;
    if (Date.now() - saidAtMs < BETWEEN_LINES_MS && tested < planned) return;
    saidAtMs = Date.now();
    say(`${tested} of ${planned} mutants, ${unnoticed} not noticed.`);
  },
};
