import { readArguments, usage } from './export-records/arguments.ts';
import { runCommand } from './shared/run-command.ts';

await runCommand({
  usage,
  printsDocument: true,
  read: readArguments,
  run: async args => (await import('./export-records/run.ts')).run(args),
});
