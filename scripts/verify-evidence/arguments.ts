import { parseArgs } from 'node:util';
import type { SessionFilter } from '../../functions/src/evidence/session-chains.ts';
import { noProject, type Target, targetOf } from '../target.ts';

export interface VerifyArguments extends Target {
  readonly filter: SessionFilter;
  readonly format: 'text' | 'json';
}

export type ReadArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'arguments'; readonly arguments: VerifyArguments };

export const usage = `Checks the evidence of compliance sessions: each one's events are a chain of hashes.

  node scripts/verify-evidence.ts [--user ID] [--course ID] [--session ID] [--json] [--project ID]

  --user ID      only this student's sessions
  --course ID    only sessions of this course
  --session ID   only this session
  --json         one line of JSON for each session, with the head of its chain; the sum as the last line
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
  const ids = [values.user, values.course, values.session].filter(id => id !== undefined);
  const bad = ids.find(id => !/^[A-Za-z0-9_-]{1,128}$/.test(id));
  if (bad !== undefined) return { kind: 'wrong', problem: `This is no id: ${bad}` };
  const target = targetOf({ project: values.project, environment: input.environment });
  if (target === undefined) return noProject;
  return {
    kind: 'arguments',
    arguments: {
      filter: { userId: values.user, courseId: values.course, sessionId: values.session },
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
        user: { type: 'string' },
        course: { type: 'string' },
        session: { type: 'string' },
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
