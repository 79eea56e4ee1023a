import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Id } from '../../functions/src/platform/ids.ts';
import { type Mode, StageName } from '../../functions/src/reconciliation/schema.ts';

export interface ReconcileArguments {
  readonly stages: readonly StageName[];
  readonly mode: Mode;
  readonly runId: Id;
  /** Whether the run's place is stored: where it was named, and where it repairs. */
  readonly isStored: boolean;
  readonly format: 'text' | 'json';
  readonly projectId: string;
  /** Where it looks, for people: `project demo-seatbelt on the emulator at 127.0.0.1:8080`. */
  readonly target: string;
}

export type ReadArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'arguments'; readonly arguments: ReconcileArguments };

export const usage = `Recounts every counter from its records and tells what differs. Repairs with --apply alone.

  node scripts/reconcile.ts [--apply] [--run ID] [--only STAGES] [--json] [--project ID]

  --apply        sets counters to what the records say. Each repair is told in reconciliations/, those of money,
                 driving units and hours also by a row of no effect beside the records. Records never change
  --run ID       names the run; its place is stored, and the same command goes on from there. With --apply a run
                 always has a name: the first line tells it
  --only STAGES  some of: ${StageName.options.join(',')}
                 lessons reads every event of every session, which takes longer than all the rest
  --json         one line of JSON for each document that drifted; the sum as the last line
  --project ID   the Firebase project; else GCLOUD_PROJECT, else demo-seatbelt on an emulator

With FIRESTORE_EMULATOR_HOST set it works on the emulator, otherwise on the real project with your
application-default credentials. Progress goes to stderr. May be killed and run again at any moment, beside users.

Exit code: 0 everything agrees, 1 something drifted (repaired or not) or could not be read, 2 wrong usage.`;

/** @param input.argv without node and the script's name */
export function readArguments(input: {
  argv: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
}): ReadArguments {
  const values = parse(input.argv);
  if (values instanceof Error) return { kind: 'wrong', problem: values.message };
  if (values.help) return { kind: 'help' };
  const stages = stagesIn(values.only);
  if (stages instanceof Error) return { kind: 'wrong', problem: stages.message };
  const runId = Id.safeParse(values.run ?? randomUUID());
  if (!runId.success)
    return { kind: 'wrong', problem: '--run takes 1 to 128 letters, digits, _ or - and nothing else.' };
  const emulator = input.environment.FIRESTORE_EMULATOR_HOST;
  const local = emulator === undefined ? undefined : 'demo-seatbelt';
  const projectId = values.project ?? input.environment.GCLOUD_PROJECT ?? local;
  if (projectId === undefined)
    return { kind: 'wrong', problem: 'Name the Firebase project with --project ID.' };
  const where = emulator === undefined ? 'in production' : `on the emulator at ${emulator}`;
  return {
    kind: 'arguments',
    arguments: {
      stages,
      mode: values.apply ? 'apply' : 'dryRun',
      runId: runId.data,
      isStored: values.apply || values.run !== undefined,
      format: values.json ? 'json' : 'text',
      projectId,
      target: `project ${projectId} ${where}`,
    },
  };
}

/** In the order in which they depend on each other, whatever order they were named in. */
function stagesIn(only: string | undefined): readonly StageName[] | Error {
  if (only === undefined) return StageName.options;
  const wanted = only.split(',').map(name => name.trim());
  const unknown = wanted.find(name => !StageName.safeParse(name).success);
  if (unknown !== undefined)
    return new Error(`There is no stage "${unknown}"; there are: ${StageName.options.join(', ')}.`);
  return StageName.options.filter(name => wanted.includes(name));
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        apply: { type: 'boolean', default: false },
        run: { type: 'string' },
        only: { type: 'string' },
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
