import { runCommand } from './shared/run-command.ts';
import { readArguments, usage } from './verify-audit/arguments.ts';

await runCommand({
  usage,
  read: readArguments,
  run: async args => (await import('./verify-audit/run.ts')).run(args),
});
