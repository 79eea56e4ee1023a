import { parseArgs } from 'node:util';
import { noProject, type Target, targetOf } from '../target.ts';

export interface VerifyArguments extends Target {
  /** An earlier run's `--json` output. */
  readonly since: string | undefined;
  readonly format: 'text' | 'json';
}

export type ReadArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'arguments'; readonly arguments: VerifyArguments };

export const usage = `Checks the audit log: its records are chains of hashes, so that none can be changed or taken out unseen.

  node scripts/verify-audit.ts [--since FILE] [--json] [--project ID]

  --since FILE   what an earlier run printed with --json: the log must go on from there. Keep these files where
                 nobody who can write to the database can; only they tell that a whole chain was written anew
  --json         one line of JSON for each chain, with its end; the sum as the last line
  --project ID   the Firebase project; else GCLOUD_PROJECT, else demo-seatbelt on an emulator

Reads page by page and writes nothing. With FIRESTORE_EMULATOR_HOST set it looks into the emulator, otherwise into the
real project with your application-default credentials. Progress goes to stderr.

Exit code: 0 all chains are whole, 1 something is wrong or could not be read, 2 wrong usage.`;

/** @param input.argv without node and the script's name */
export function readArguments(input: {
  argv: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
}): ReadArguments {
  const values = parse(input.argv);
  if (values instanceof Error) return { kind: 'wrong', problem: values.message };
  if (values.help) return { kind: 'help' };
  const target = targetOf({ project: values.project, environment: input.environment });
  if (target === undefined) return noProject;
  return {
    kind: 'arguments',
    arguments: {
      since: values.since,
      format: values.json ? 'json' : 'text',
      ...target,
    },
  };
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        since: { type: 'string' },
        json: { type: 'boolean', default: false },
        project: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
