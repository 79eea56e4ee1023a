import type { Id } from '../../functions/src/platform/ids.ts';
import { UnlockEnrollmentRequest } from '../../functions/src/verification/wire.ts';
import {
  type CommandLine,
  isWrong,
  parse,
  projectUsage,
  type ReadArguments,
  type Target,
  targetOf,
  writing,
  wrongValues,
} from '../shared/command-line.ts';

export interface UnlockArguments extends Target {
  readonly userId: Id;
  readonly courseId: Id;
  readonly reason: string;
  readonly mode: 'preview' | 'apply';
  readonly format: 'text' | 'json';
}

export const usage = `Opens a course that failed identity checks, an exam or staff have locked, where no admin can.

  node scripts/unlock-enrollment.ts --user ID --course ID --reason TEXT [--apply] [--json] [--project ID]

  --user ID      the student's uid
  --course ID    the course
  --reason TEXT  why: it is told in the audit log and on the enrollment
  --apply        unlock; without it nothing is written and the lock is only shown
  --json         print the change as JSON
  ${projectUsage}

With FIRESTORE_EMULATOR_HOST set it writes to the emulator, otherwise to the real project with your
application-default credentials. It does what the callable unlockEnrollment does: an exam that is used up wants another
attempt besides (grantQuizAllowance).

Exit code: 0 done, 1 refused (not locked, not enrolled) or failed, 2 wrong usage.`;

const Wish = UnlockEnrollmentRequest.omit({ requestId: true });

export function readArguments(line: CommandLine): ReadArguments<UnlockArguments> {
  const text = { type: 'string' } as const;
  const options = { ...writing, user: text, course: text, reason: text } as const;
  const parsed = parse({ argv: line.argv, options });
  if (isWrong(parsed)) return parsed;
  const { values } = parsed;
  if (values.help) return { kind: 'help' };
  const { user: userId = '', course: courseId = '', reason = '' } = values;
  const wish = Wish.safeParse({ userId, courseId, reason });
  if (!wish.success)
    return wrongValues(wish.error.issues, { userId: '--user', courseId: '--course', reason: '--reason' });
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  const [mode, format] = [values.apply ? 'apply' : 'preview', values.json ? 'json' : 'text'] as const;
  return { kind: 'arguments', arguments: { ...target, ...wish.data, mode, format } };
}
