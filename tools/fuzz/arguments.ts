import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Aside } from '../setup/run-command.ts';

export type FuzzRequest =
  | Aside
  | {
      readonly kind: 'run';
      readonly seed: number;
      readonly runs: number;
      /** Undefined: all of them. */
      readonly endpoint: string | undefined;
    };

const DEFAULT_RUNS = '500';
const MAX_RUNS = 100_000;
const MAX_SEED = 2_147_483_647;

export const help = `Usage: npm run fuzz
       npm run fuzz -- [--endpoint NAME] [--runs N] [--seed S]

Attacks every function that answers HTTP, hosted in the manner of production: tokens verified, App Check enforced, a
database full of other people's data. Each request schema is turned inside out, field by field; then come tokens,
carriage, secrets, and bodies by chance. Nothing may answer «internal», hang, write or tell.

  --endpoint NAME  only this one
  --runs N         bodies by chance for each callable, on top of all that is tried anyhow (0 to ${MAX_RUNS}; ${DEFAULT_RUNS} by default)
  --seed S         repeats the bodies of an earlier run (0 to ${MAX_SEED}; chosen anew by default)

Prints what was tried and every finding, and as the last line JSON; progress goes to stderr. Ends with 1 when
something was found.
`;

const options = {
  seed: { type: 'string' },
  runs: { type: 'string', default: DEFAULT_RUNS },
  endpoint: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const invalid = (message: string): FuzzRequest => ({
  kind: 'invalid',
  message: `${message} (npm run fuzz -- --help)`,
});

function wholeNumber(text: string, maximum: number): number | undefined {
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value <= maximum ? value : undefined;
}

/** Reads the arguments of `npm run fuzz`. @param endpoints all that there are */
export function parseArguments({
  args,
  endpoints,
}: {
  args: readonly string[];
  endpoints: readonly string[];
}): FuzzRequest {
  let values: { seed?: string; runs: string; endpoint?: string; help?: boolean };
  try {
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return { kind: 'help' };
  const { endpoint } = values;
  if (endpoint !== undefined && !endpoints.includes(endpoint))
    return invalid(`--endpoint: there is no "${endpoint}"; there are: ${endpoints.join(', ')}`);
  const runs = wholeNumber(values.runs, MAX_RUNS);
  if (runs === undefined) return invalid(`--runs needs a whole number from 0 to ${MAX_RUNS}`);
  const seed = values.seed === undefined ? randomInt(MAX_SEED) : wholeNumber(values.seed, MAX_SEED);
  if (seed === undefined) return invalid(`--seed needs a whole number from 0 to ${MAX_SEED}`);
  return { kind: 'run', seed, runs, endpoint };
}
