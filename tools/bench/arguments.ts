import { parseArgs } from 'node:util';
import type { Aside } from '../setup/run-command.ts';
import type { Bench } from './result.ts';

export type BenchRequest = Aside | { kind: 'run'; benches: readonly Bench[] };

/** @param benches all that there are */
export function helpText(benches: readonly Bench[]): string {
  const width = Math.max(...benches.map(({ name }) => name.length));
  return `Usage: npm run bench
       npm run bench -- [NAME]

Measures against a Firestore emulator of its own, beside the ways that others take, in one run. Without a name
it runs all, which takes a quarter to half an hour:

${benches.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

Prints a table, what must be reached, and as the last line JSON; progress goes to stderr. Each leaves a record for
the report in .seatbelt/results. Ends with 1 when something is missed.
`;
}

/** Reads the arguments of `npm run bench`. An unknown name is refused: running all instead takes minutes. */
export function parseArguments({
  args,
  benches,
}: {
  args: readonly string[];
  benches: readonly Bench[];
}): BenchRequest {
  let parsed: { values: { help?: boolean }; positionals: string[] };
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const;
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'invalid', message: `${reason} (npm run bench -- --help)` };
  }
  if (parsed.values.help === true) return { kind: 'help' };
  const wanted = parsed.positionals;
  const unknown = wanted.find(name => !benches.some(bench => bench.name === name));
  if (unknown !== undefined) {
    const names = benches.map(({ name }) => name).join(', ');
    return { kind: 'invalid', message: `there is no benchmark "${unknown}"; there are: ${names}` };
  }
  if (wanted.length === 0) return { kind: 'run', benches };
  return { kind: 'run', benches: benches.filter(({ name }) => wanted.includes(name)) };
}
