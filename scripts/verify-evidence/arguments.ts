import type { SessionFilter } from '../../functions/src/evidence/session-chains.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import {
  type CommandLine,
  isWrong,
  parse,
  printing,
  projectUsage,
  type ReadArguments,
  type Target,
  targetOf,
  wrong,
} from '../shared/command-line.ts';

export interface VerifyArguments extends Target {
  readonly filter: SessionFilter;
  readonly format: 'text' | 'json';
}

export const usage = `Checks the evidence of compliance sessions: each one's events are a chain of hashes.

  node scripts/verify-evidence.ts [--user ID] [--course ID] [--session ID] [--json] [--project ID]

  --user ID      only this student's sessions
  --course ID    only sessions of this course
  --session ID   only this session
  --json         one line of JSON for each session, with the head of its chain; the sum as the last line
  ${projectUsage}

Reads page by page and writes nothing. With FIRESTORE_EMULATOR_HOST set it looks into the emulator, otherwise into the
real project with your application-default credentials. Progress goes to stderr.

Exit code: 0 all chains are whole, 1 something is wrong or could not be read, 2 wrong usage.`;

export function readArguments(line: CommandLine): ReadArguments<VerifyArguments> {
  const options = {
    ...printing,
    user: { type: 'string' },
    course: { type: 'string' },
    session: { type: 'string' },
  } as const;
  const parsed = parse({ argv: line.argv, options });
  if (isWrong(parsed)) return parsed;
  const { values } = parsed;
  if (values.help) return { kind: 'help' };
  const ids = [values.user, values.course, values.session].filter(id => id !== undefined);
  const bad = ids.find(id => !Id.safeParse(id).success);
  if (bad !== undefined) return wrong(`This is no id: ${bad}`);
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  return {
    kind: 'arguments',
    arguments: {
      ...target,
      filter: { userId: values.user, courseId: values.course, sessionId: values.session },
      format: values.json ? 'json' : 'text',
    },
  };
}
