import { parseArgs } from 'node:util';
import type { Aside } from '../setup/run-command.ts';

export type MeasureOptions = {
  /** Prints one line of JSON instead of tables. */
  readonly asJson: boolean;
  readonly leavesRecord: boolean;
};

export type MeasureRequest = Aside | { readonly kind: 'run'; readonly options: MeasureOptions };

const known = {
  json: { type: 'boolean' },
  'no-record': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const optionsHelp = `  --json         one line of JSON on stdout instead of tables
  --no-record    leaves nothing for the report
  -h, --help     this text

Exit code 1: a bar was missed.`;

/** The arguments that the measuring commands of the pages have in common. */
export function parseMeasureOptions(input: { args: readonly string[]; command: string }): MeasureRequest {
  try {
    const { values } = parseArgs({ args: [...input.args], options: known });
    if (values.help === true) return { kind: 'help' };
    const options = { asJson: values.json === true, leavesRecord: values['no-record'] !== true };
    return { kind: 'run', options };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { kind: 'invalid', message: `${reason} (${input.command} -- --help lists the options)` };
  }
}
