import { Role } from '../../functions/src/accounts/schema.ts';
import { SetRoleRequest } from '../../functions/src/people/wire.ts';
import type { Id } from '../../functions/src/platform/ids.ts';
import {
  type CommandLine,
  isWrong,
  parse,
  projectUsage,
  type ReadArguments,
  type Target,
  targetOf,
  writing,
  wrong,
  wrongValues,
} from '../shared/command-line.ts';

export interface GrantArguments extends Target {
  readonly userId: Id;
  readonly role: Role;
  readonly reason: string;
  readonly mode: 'preview' | 'apply';
  readonly format: 'text' | 'json';
}

export const usage = `Gives an account a role: for the first administrator, who then gives the others theirs with setRole.

  node scripts/grant-role.ts UID ROLE --reason TEXT [--apply] [--json] [--project ID]

  UID            the account at Firebase Auth; it must exist for its claims to follow
  ROLE           ${Role.options.join(', ')}
  --reason TEXT  why, at least 10 characters: it is told in the audit log
  --apply        write; without it nothing is written and the change is only shown
  --json         print the change as JSON
  ${projectUsage}

With FIRESTORE_EMULATOR_HOST set it writes to the emulator, otherwise to the real project with your
application-default credentials. Functions believe the role at once; the deployed functions mirror it into the custom
claims that the security rules see.

Exit code: 0 done, 1 refused or failed, 2 wrong usage.`;

const Wish = SetRoleRequest.pick({ userId: true, role: true, reason: true });

export function readArguments(line: CommandLine): ReadArguments<GrantArguments> {
  const options = { ...writing, reason: { type: 'string' } } as const;
  const parsed = parse({ argv: line.argv, options, allowPositionals: true });
  if (isWrong(parsed)) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const [userId, role, ...others] = positionals;
  if (role === undefined || others.length > 0) return wrong('Name one UID and one ROLE.');
  const wish = Wish.safeParse({ userId, role, reason: values.reason ?? '' });
  if (!wish.success) return wrongValues(wish.error.issues);
  const target = targetOf(values.project, line);
  if (isWrong(target)) return target;
  const [mode, format] = [values.apply ? 'apply' : 'preview', values.json ? 'json' : 'text'] as const;
  return { kind: 'arguments', arguments: { ...wish.data, ...target, mode, format } };
}
