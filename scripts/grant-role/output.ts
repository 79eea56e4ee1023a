import type { Role } from '../../functions/src/accounts/schema.ts';
import type { GrantArguments } from './arguments.ts';

export function printChange({ args, from }: { args: GrantArguments; from: Role }): void {
  const { target, mode, userId, role } = args;
  const verdict = mode === 'apply' ? 'Written.' : 'Nothing was written. Run again with --apply.';
  const sentences = `${target}: ${userId}: ${from} → ${role}\n${verdict}`;
  console.log(args.format === 'json' ? JSON.stringify({ target, mode, userId, from, to: role }) : sentences);
}
