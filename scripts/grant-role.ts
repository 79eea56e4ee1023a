import { readArguments, usage } from './grant-role/arguments.ts';
import { runCommand } from './shared/run-command.ts';

await runCommand({
  usage,
  read: readArguments,
  run: async args => (await import('./grant-role/run.ts')).run(args),
});
