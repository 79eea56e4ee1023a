import { readArguments, usage } from './load-catalog/arguments.ts';
import { runCommand } from './shared/run-command.ts';

await runCommand({
  usage,
  read: readArguments,
  run: async args => (await import('./load-catalog/run.ts')).run(args),
});
