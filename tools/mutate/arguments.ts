import { parseArgs } from 'node:util';
import { type Part, parts } from './parts.ts';

export type MutateRequest =
  | { kind: 'help' }
  | { kind: 'invalid'; message: string }
  | { kind: 'run'; parts: readonly Part[]; files: readonly string[]; workers: number };

export const help = `Usage: npm run mutate
       npm run mutate -- [--part NAME]… [--workers N] [FILE]…

Damages the rules one spot at a time (a sign, a comparison, a branch, a text) and runs the unit tests that walk
through that spot. A damage that no test notices is listed. Without arguments all parts, about ten minutes.

  --part NAME   only this part (repeatable):
${parts.map(({ name, summary }) => `                  ${name.padEnd(8)} ${summary}`).join('\n')}
  --workers N   processes at work, 2 if not given
  FILE          only rules whose path contains it: seat-gate, units/periods.ts

Prints the score of each part and what was not noticed; progress goes to stderr. Ends with 1 when a part notices
less than it must: ${parts.map(({ name, mustNotice }) => `${name} ${mustNotice} %`).join(', ')} of what its tests walk through.
`;

const options = {
  part: { type: 'string', multiple: true },
  workers: { type: 'string', default: '2' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments of `npm run mutate`. A name that fits nothing is refused: it would score nothing. */
export function parseArguments(args: readonly string[]): MutateRequest {
  try {
    const { values, positionals: files } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help === true) return { kind: 'help' };
    const unknown = values.part?.find(name => !parts.some(part => part.name === name));
    if (unknown !== undefined) return invalid(`--part needs one of ${namesOf(parts)}, not "${unknown}"`);
    if (!/^[1-9]\d?$/.test(values.workers))
      return invalid(`--workers needs a number from 1 to 99, not "${values.workers}"`);
    const wanted = parts.filter(({ name }) => values.part?.includes(name) ?? true);
    const chosen = files.length === 0 ? wanted : wanted.map(part => narrowed(part, files));
    const fitsNothing = files.find(
      file => !chosen.some(({ rules }) => rules.some(rule => contains(rule, file))),
    );
    if (fitsNothing !== undefined)
      return invalid(`no rule of ${namesOf(wanted)} has "${fitsNothing}" in its path`);
    const workers = Number(values.workers);
    return { kind: 'run', parts: chosen.filter(({ rules }) => rules.length > 0), files, workers };
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
}

const contains = (rule: string, file: string): boolean => `functions/src/${rule}`.includes(file);

const narrowed = (part: Part, files: readonly string[]): Part => ({
  ...part,
  rules: part.rules.filter(rule => files.some(file => contains(rule, file))),
});

const namesOf = (some: readonly Part[]): string => some.map(({ name }) => name).join(', ');

const invalid = (reason: string): MutateRequest => ({
  kind: 'invalid',
  message: `${reason} (npm run mutate -- --help)`,
});
