import { parseArgs } from 'node:util';
import type { Aside } from '../setup/run-command.ts';
import { isSabotage, type SabotageName, sabotageNames } from './hosted/sabotages.ts';
import { type Hostility, hostilities } from './run/plan.ts';

export interface SimulateOptions {
  readonly seed: number;
  readonly seeds: number;
  /** Goes on with further seeds for so long; undefined: `seeds` decide. */
  readonly minutes: number | undefined;
  readonly steps: number;
  readonly lives: readonly number[] | undefined;
  readonly without: ReadonlySet<Hostility>;
  readonly sabotage: SabotageName | undefined;
  readonly showsHistory: boolean;
  readonly shrinks: boolean;
  readonly leavesRecord: boolean;
}

export type SimulateRequest = Aside | { readonly kind: 'run'; readonly options: SimulateOptions };

export const help = `Usage: npm run simulate -- [options]
       npm run simulate:long -- [options]

Leads whole student lives through the product's own endpoints and lane, over a Firestore and a Stripe in memory, with
lost answers, crashes, duplicates and clocks that are off. One seed decides everything; all invariants are held against
every commit. A seed that breaks one is shrunk to a short history, with the command that shows it again.

  --seed N         the first seed (1)
  --seeds N        so many seeds, one after the other (1)
  --minutes N      goes on with further seeds for so long
  --steps N        events of each seed before the faults stop and everything must come to rest (20000)
  --lives N,N      only these students
  --without A,B    leaves out: ${hostilities.join(', ')}
  --sabotage NAME  the product broken on purpose: ${sabotageNames.join(',\n                   ')}
  --history        prints what happened
  --no-shrink      looks for no shorter history
  --no-record      leaves nothing for the report
  -h, --help       this text

Exit code 1: an invariant was broken. The last line on stdout is JSON.
`;

const known = {
  seed: { type: 'string' },
  seeds: { type: 'string' },
  minutes: { type: 'string' },
  steps: { type: 'string' },
  lives: { type: 'string' },
  without: { type: 'string' },
  sabotage: { type: 'string' },
  history: { type: 'boolean' },
  'no-shrink': { type: 'boolean' },
  'no-record': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const MOST = 1_000_000_000;

/** What is wrong with an option, for whoever typed it. */
class Problem extends Error {}

export function parseOptions(args: readonly string[]): SimulateRequest {
  try {
    const { values } = parseArgs({ args: [...args], options: known });
    if (values.help === true) return { kind: 'help' };
    return {
      kind: 'run',
      options: {
        seed: wholeNumber({ name: 'seed', text: values.seed ?? '1', least: 0 }),
        seeds: wholeNumber({ name: 'seeds', text: values.seeds ?? '1', least: 1 }),
        minutes:
          values.minutes === undefined
            ? undefined
            : wholeNumber({ name: 'minutes', text: values.minutes, least: 1 }),
        steps: wholeNumber({ name: 'steps', text: values.steps ?? '20000', least: 1 }),
        lives: values.lives?.split(',').map(text => wholeNumber({ name: 'lives', text, least: 0 })),
        without: new Set((values.without?.split(',') ?? []).map(hostilityNamed)),
        sabotage: values.sabotage === undefined ? undefined : sabotageNamed(values.sabotage),
        showsHistory: values.history === true,
        shrinks: values['no-shrink'] !== true,
        leavesRecord: values['no-record'] !== true,
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { kind: 'invalid', message: `${reason} (npm run simulate -- --help lists the options)` };
  }
}

function wholeNumber({ name, text, least }: { name: string; text: string; least: number }): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > MOST)
    throw new Problem(`--${name} needs a whole number from ${least}, not "${text}"`);
  return number;
}

function hostilityNamed(name: string): Hostility {
  const hostility = hostilities.find(each => each === name);
  if (hostility === undefined)
    throw new Problem(`--without needs some of ${hostilities.join(', ')}, not "${name}"`);
  return hostility;
}

function sabotageNamed(name: string): SabotageName {
  if (isSabotage(name)) return name;
  throw new Problem(`--sabotage needs one of ${sabotageNames.join(', ')}, not "${name}"`);
}
