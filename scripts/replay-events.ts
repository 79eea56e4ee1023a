import { readArguments, usage } from './replay-events/arguments.ts';
import { runCommand } from './shared/run-command.ts';

await runCommand({
  usage,
  read: readArguments,
  run: async args => (await import('./replay-events/run.ts')).run(args),
});
