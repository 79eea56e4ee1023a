import { parseArgs } from 'node:util';
import { Role } from '../../functions/src/accounts/schema.ts';
import { SetRoleRequest } from '../../functions/src/people/wire.ts';
import type { Id } from '../../functions/src/platform/ids.ts';
import { noProject, type Target, targetOf } from '../target.ts';

export interface GrantArguments extends Target {
  readonly userId: Id;
  readonly role: Role;
  readonly reason: string;
  readonly mode: 'preview' | 'apply';
  readonly format: 'text' | 'json';
}

export type ReadArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'arguments'; readonly arguments: GrantArguments };

export const usage = `Gives an account a role: for the first administrator, who then gives the others theirs with setRole.

  node scripts/grant-role.ts UID ROLE --reason TEXT [--apply] [--json] [--project ID]

  UID            the account at Firebase Auth; it must exist for its claims to follow
  ROLE           ${Role.options.join(', ')}
  --reason TEXT  why, at least 10 characters: it is told in the audit log
  --apply        write; without it nothing is written and the change is only shown
  --json         print the change as JSON
  --project ID   the Firebase project; else GCLOUD_PROJECT, else demo-seatbelt on an emulator

With FIRESTORE_EMULATOR_HOST set it writes to the emulator, otherwise to the real project with your
application-default credentials. Functions believe the role at once; the deployed functions mirror it into the custom
claims that the security rules see.

Exit code: 0 done, 1 refused or failed, 2 wrong usage.`;

const Wish = SetRoleRequest.pick({ userId: true, role: true, reason: true });

/** @param input.argv without node and the script's name */
export function readArguments(input: {
  argv: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
}): ReadArguments {
  const parsed = parse(input.argv);
  if (parsed instanceof Error) return { kind: 'wrong', problem: parsed.message };
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const [userId, role, ...others] = positionals;
  if (role === undefined || others.length > 0)
    return { kind: 'wrong', problem: 'Name one UID and one ROLE.' };
  const wish = Wish.safeParse({ userId, role, reason: values.reason ?? '' });
  if (!wish.success) return { kind: 'wrong', problem: problemOf(wish.error.issues) };
  const target = targetOf({ project: values.project, environment: input.environment });
  if (target === undefined) return noProject;
  return {
    kind: 'arguments',
    arguments: {
      ...wish.data,
      mode: values.apply ? 'apply' : 'preview',
      format: values.json ? 'json' : 'text',
      ...target,
    },
  };
}

const problemOf = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): string =>
  issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('\n');

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        reason: { type: 'string' },
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
