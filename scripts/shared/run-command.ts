import { reasons } from '../../functions/src/platform/reasons.ts';
import { RefusalError } from '../../functions/src/platform/refusal.ts';
import type { CommandLine, ReadArguments } from './command-line.ts';
import { exits } from './exits.ts';

interface Common {
  readonly projectId: string;
  readonly target?: string;
  readonly format?: string;
}

interface OperatorCommand<Arguments extends Common> {
  readonly usage: string;
  /** What it prints is a document, in a format of its own: a failure goes to the error output alone. */
  readonly printsDocument?: boolean;
  read(line: CommandLine): ReadArguments<Arguments>;
  /**
   * With the project chosen; what it opens of `lanes()` and `firestore()` is closed after it. It loads what it works
   * with: help and a mistyped option are answered without Firestore's client, which takes a second to load.
   */
  run(args: Arguments): Promise<number>;
}

/** From the command line to the exit code: the same for every operator command. */
export async function runCommand<Arguments extends Common>(
  command: OperatorCommand<Arguments>,
): Promise<void> {
  const parsed = command.read({ argv: process.argv.slice(2), environment: process.env });
  switch (parsed.kind) {
    case 'help':
      console.log(command.usage);
      return;
    case 'wrong':
      console.error(`${parsed.problem}\n\n${command.usage}`);
      process.exitCode = exits.usage;
      return;
    case 'arguments':
      process.exitCode = await connected(command, parsed.arguments);
  }
}

async function connected<Arguments extends Common>(
  { run, printsDocument = false }: OperatorCommand<Arguments>,
  args: Arguments,
): Promise<number> {
  process.env['GCLOUD_PROJECT'] = args.projectId;
  // An emulator asks for no credentials, so none are looked for on the network.
  if (process.env['FIRESTORE_EMULATOR_HOST'] !== undefined)
    process.env['METADATA_SERVER_DETECTION'] ??= 'none';
  try {
    return await run(args);
  } catch (error) {
    const { target, format } = args;
    printFailure({ target, asJson: format === 'json' && !printsDocument, failure: messageOf(error) });
    return exits.refused;
  } finally {
    await disconnect();
  }
}

async function disconnect(): Promise<void> {
  const { lanes } = await import('../../functions/src/commit/index.ts');
  const { firestore } = await import('../../functions/src/platform/firestore.ts');
  await lanes().close();
  await firestore().terminate();
}

/** Some of it may have landed; running again finds out and does the rest. */
function printFailure(input: { target: string | undefined; asJson: boolean; failure: string }): void {
  const { target, asJson, failure } = input;
  if (asJson) console.log(JSON.stringify({ target, failure }));
  else console.error(target === undefined ? failure : `${target}: ${failure}`);
}

/** For people: a refusal in its own sentence. */
export function messageOf(error: unknown): string {
  if (error instanceof RefusalError) return reasons[error.refusal.reason].message;
  return error instanceof Error ? error.message : String(error);
}
