import {
  type CommandLine,
  isWrong,
  parse,
  printing,
  projectUsage,
  type ReadArguments,
  type Target,
  targetOf,
} from '../shared/command-line.ts';

export interface VerifyArguments extends Target {
  /** An earlier run's `--json` output. */
  readonly since: string | undefined;
  readonly format: 'text' | 'json';
}

export const usage = `Checks the audit log: its records are chains of hashes, so that none can be changed or taken out unseen.

  node scripts/verify-audit.ts [--since FILE] [--json] [--project ID]

  --since FILE   what an earlier run printed with --json: the log must go on from there. Keep these files where
                 nobody who can write to the database can; only they tell that a whole chain was written anew
  --json         one line of JSON for each chain, with its end; the sum as the last line
  ${projectUsage}

Reads page by page and writes nothing. With FIRESTORE_EMULATOR_HOST set it looks into the emulator, otherwise into the
real project with your application-default credentials. Progress goes to stderr.

Exit code: 0 all chains are whole, 1 something is wrong or could not be read, 2 wrong usage.`;

export function readArguments(line: CommandLine): ReadArguments<VerifyArguments> {
  const options = {
    ...printing,
    since: { type: 'string' },
  } as const;
  const parsed = parse({ argv: line.argv, options });
  if (isWrong(parsed)) return parsed;
  const { values } = parsed;
  if (values.help) return { kind: 'help' };
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  return {
    kind: 'arguments',
    arguments: { ...target, since: values.since, format: values.json ? 'json' : 'text' },
  };
}
