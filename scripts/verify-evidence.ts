import { runCommand } from './shared/run-command.ts';
import { readArguments, usage } from './verify-evidence/arguments.ts';

await runCommand({
  usage,
  read: readArguments,
  run: async args => (await import('./verify-evidence/run.ts')).run(args),
});
