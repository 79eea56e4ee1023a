import type { Role } from '../../functions/src/accounts/schema.ts';
import type { GrantArguments } from './arguments.ts';

export function printChange({ args, from }: { args: GrantArguments; from: Role }): void {
  const { target, mode, userId, role } = args;
  const verdict = mode === 'apply' ? 'Written.' : 'Nothing was written. Run again with --apply.';
  const sentences = `${target}: ${userId}: ${from} → ${role}\n${verdict}`;
  console.log(args.format === 'json' ? JSON.stringify({ target, mode, userId, from, to: role }) : sentences);
}

export function printFailure({ args, message }: { args: GrantArguments; message: string }): void {
  if (args.format === 'json') console.log(JSON.stringify({ target: args.target, failure: message }));
  else console.error(`${args.target}: ${message}`);
}
