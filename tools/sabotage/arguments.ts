import { parseArgs } from 'node:util';
import type { Aside } from '../setup/run-command.ts';
import type { Damage } from './damage.ts';

export type SabotageRequest =
  | Aside
  | { kind: 'list' }
  | { kind: 'run'; damages: readonly Damage[]; isWhole: boolean };

export const help = `Usage: npm run sabotage
       npm run sabotage -- NAME…
       npm run sabotage -- --list

Does one thing wrong on purpose in a copy of the sources (a receipt not written, a version not checked, a seat too
many), and runs the tests that should notice. Without a name all of them, about ten minutes; the working tree is
never touched.

  NAME     only this damage (several may be named)
  --list   the damages, and what each would do to a school

Prints which tests noticed what; progress goes to stderr. Ends with 1 when nobody notices one.
`;

const options = { list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** Reads the arguments of `npm run sabotage`. An unknown name is refused: it would prove nothing. */
export function parseArguments({
  args,
  damages,
}: {
  args: readonly string[];
  damages: readonly Damage[];
}): SabotageRequest {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help === true) return { kind: 'help' };
    if (values.list === true) return { kind: 'list' };
    const unknown = positionals.find(name => !damages.some(damage => damage.name === name));
    if (unknown !== undefined) return invalid(`there is no damage "${unknown}"; --list shows them`);
    if (positionals.length === 0) return { kind: 'run', damages, isWhole: true };
    return { kind: 'run', damages: damages.filter(({ name }) => positionals.includes(name)), isWhole: false };
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
}

const invalid = (reason: string): SabotageRequest => ({
  kind: 'invalid',
  message: `${reason} (npm run sabotage -- --help)`,
});
