import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** What a command was called with; `argv` without node and the script's name. */
export interface CommandLine {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type ReadArguments<Arguments> =
  | { readonly kind: 'help' }
  | Wrong
  | { readonly kind: 'arguments'; readonly arguments: Arguments };

export interface Wrong {
  readonly kind: 'wrong';
  /** For people, in words of ours. */
  readonly problem: string;
}

/** Where a command goes. */
export interface Target {
  readonly projectId: string;
  /** For people: `project demo-seatbelt on the emulator at 127.0.0.1:8080`. */
  readonly target: string;
}

const shared = {
  project: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Options of commands that print what they found or did. */
export const printing = { json: { type: 'boolean', default: false } } as const;
/** Options of commands that write: only with `--apply`. */
export const writing = { ...printing, apply: { type: 'boolean', default: false } } as const;

/** The option's own text in every command's help. */
export const projectUsage =
  '--project ID   the Firebase project; else GCLOUD_PROJECT, else demo-seatbelt on an emulator';

export const wrong = (problem: string): Wrong => ({ kind: 'wrong', problem });

/** The options as node reads them, besides `--project` and `--help`, which every command takes. */
export function parse<const Options extends ParseArgsOptionsConfig>(input: {
  argv: readonly string[];
  options: Options;
  allowPositionals?: boolean;
}) {
  try {
    const { argv, options, allowPositionals = false } = input;
    return parseArgs({ args: [...argv], allowPositionals, options: { ...options, ...shared } });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

/** The project: never guessed outside an emulator. */
export function targetOf(project: string | undefined, { environment }: CommandLine): Target | Wrong {
  const emulator = environment['FIRESTORE_EMULATOR_HOST'];
  const local = emulator === undefined ? undefined : 'demo-seatbelt';
  const projectId = project ?? environment['GCLOUD_PROJECT'] ?? local;
  if (projectId === undefined) return wrong('Name the Firebase project with --project ID.');
  const where = emulator === undefined ? 'in production' : `on the emulator at ${emulator}`;
  return { projectId, target: `project ${projectId} ${where}` };
}

export const isWrong = (value: object): value is Wrong => 'kind' in value && value.kind === 'wrong';

/** What is wrong with values that a schema refused, each under the option it was given by. */
export function wrongValues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  options: Readonly<Record<string, string>> = {},
): Wrong {
  const nameOf = (path: readonly PropertyKey[]) => options[String(path[0])] ?? path.map(String).join('.');
  return wrong(issues.map(({ path, message }) => `${nameOf(path)}: ${message}`).join('\n'));
}
