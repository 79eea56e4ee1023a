import { runCommand } from './shared/run-command.ts';
import { readArguments, usage } from './unlock-enrollment/arguments.ts';

await runCommand({
  usage,
  read: readArguments,
  run: async args => (await import('./unlock-enrollment/run.ts')).run(args),
});
