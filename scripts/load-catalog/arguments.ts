import { parseArgs } from 'node:util';
import type { LoadMode } from '../../functions/src/catalog/load-report.ts';
import { noProject, type Target, targetOf } from '../target.ts';

export interface LoadArguments extends Target {
  readonly file: string;
  readonly mode: LoadMode;
  readonly format: 'table' | 'json';
}

export type ReadArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'arguments'; readonly arguments: LoadArguments };

export const usage = `Makes policies and courses as a data file says.

  node scripts/load-catalog.ts FILE [--apply] [--json] [--project ID]

  FILE           the catalog, such as scripts/data/sample-catalog.json
  --apply        write; without it nothing is written and the changes are only shown
  --json         print the changes as JSON
  --project ID   the Firebase project; else GCLOUD_PROJECT, else demo-seatbelt on an emulator

With FIRESTORE_EMULATOR_HOST set it loads into the emulator, otherwise into the real project with your
application-default credentials. Courses that the file does not name stay as they are. A policy may be written out or
name one of scripts/data/policies: {"preset": "ohio-teen"}.

Exit code: 0 done, 1 invalid file, refused or failed, 2 wrong usage.`;

/** @param input.argv without node and the script's name */
export function readArguments(input: {
  argv: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
}): ReadArguments {
  const parsed = parse(input.argv);
  if (parsed instanceof Error) return { kind: 'wrong', problem: parsed.message };
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) return { kind: 'wrong', problem: 'Name one catalog file.' };
  const target = targetOf({ project: values.project, environment: input.environment });
  if (target === undefined) return noProject;
  return {
    kind: 'arguments',
    arguments: {
      file,
      mode: values.apply ? 'apply' : 'preview',
      format: values.json ? 'json' : 'table',
      ...target,
    },
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        apply: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        project: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
