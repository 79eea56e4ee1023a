import { parseArgs } from 'node:util';

export const usage = `Usage: npm run load-test:verify -- [options]

Recomputes every balance, seat, unit, attempt and minute from its records and names each difference: document, field,
what the records say, what is there. Looks at the load stack that runs, with what Stripe holds and what was acknowledged.
Nothing is written, and nothing may be written meanwhile.

  --firestore HOST     another Firestore emulator, 127.0.0.1:8080 for example; with --project
  --project ID         the project in it
  --stripe URL         its Stripe double, to compare what Stripe holds
  --acknowledged FILE  lines of JSON of what was acknowledged
  --statistics         students' and courses' statistics too: where document triggers run
  --json               one line of JSON for each difference, and one with all counts at the end

Exit codes: 0 everything agrees, 1 something differs or could not be read, 2 wrong usage.`;

export interface VerifyArguments {
  /** Undefined: the load stack that runs. */
  readonly firestore: { readonly host: string; readonly projectId: string } | undefined;
  readonly stripeUrl: string | undefined;
  readonly acknowledgedFile: string | undefined;
  readonly withStatistics: boolean;
  readonly format: 'text' | 'json';
}

export type ReadArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'arguments'; readonly arguments: VerifyArguments };

const options = {
  firestore: { type: 'string' },
  project: { type: 'string' },
  stripe: { type: 'string' },
  acknowledged: { type: 'string' },
  statistics: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export function readArguments(argv: readonly string[]): ReadArguments {
  const wrong = (problem: string): ReadArguments => ({ kind: 'wrong', problem });
  let values: ReturnType<typeof parse>;
  try {
    values = parse(argv);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return { kind: 'help' };
  const { firestore: host, project: projectId, stripe, acknowledged } = values;
  if (host !== undefined && !/^[^/:\s]+:\d{1,5}$/.test(host))
    return wrong(`--firestore needs host:port, such as 127.0.0.1:8080; it is "${host}".`);
  if (stripe !== undefined && !URL.canParse(stripe)) return wrong('--stripe needs an address, http://…');
  if (host !== undefined && projectId === undefined) return wrong('--firestore needs --project.');
  if (host === undefined && projectId !== undefined) return wrong('--project needs --firestore.');
  return {
    kind: 'arguments',
    arguments: {
      firestore: host === undefined || projectId === undefined ? undefined : { host, projectId },
      stripeUrl: stripe,
      acknowledgedFile: acknowledged,
      withStatistics: values.statistics,
      format: values.json ? 'json' : 'text',
    },
  };
}

const parse = (argv: readonly string[]) => parseArgs({ args: [...argv], options }).values;
