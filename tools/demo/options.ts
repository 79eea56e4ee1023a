import { parseArgs } from 'node:util';
import { SetupError } from '../setup/setup-error.mjs';

export const help = `Usage: npm run demo
       npm run demo -- --keep

Plays a school's payments on this machine, against emulators and a local double of Stripe, and tells it in a
table as it happens. At the end every balance is recomputed; exits 1 if anything disagrees.

  --keep   leave the stack up afterwards, until Ctrl-C
`;

export type DemoOptions =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly after: 'stop' | 'keep' };

/** @throws SetupError for an option that does not exist */
export function readOptions(args: readonly string[]): DemoOptions {
  const options = { keep: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help === true) return { kind: 'help' };
    return { kind: 'run', after: values.keep === true ? 'keep' : 'stop' };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error} (npm run demo -- --help)`);
  }
}
