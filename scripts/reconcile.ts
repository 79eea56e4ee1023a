import { readArguments, usage } from './reconcile/arguments.ts';
import { inBoundedMemory } from './reconcile/bounded-memory.ts';
import { exits } from './reconcile/exits.ts';

const parsed = readArguments({ argv: process.argv.slice(2), environment: process.env });
switch (parsed.kind) {
  case 'help':
    console.log(usage);
    break;
  case 'wrong':
    console.error(`${parsed.problem}\n\n${usage}`);
    process.exitCode = exits.usage;
    break;
  case 'arguments':
    process.exitCode = await inBoundedMemory({
      script: new URL('./reconcile/thread.ts', import.meta.url),
      data: { args: parsed.arguments, isTerminal: process.stderr.isTTY === true },
    });
}
