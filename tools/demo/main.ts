import { runCommand } from '../setup/run-command.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { onSignal } from '../stack/on-signal.ts';
import { loadSampleCatalog } from '../stack/sample-catalog.ts';
import { type Stack, startStack } from '../stack/stack.ts';
import { checkEverything } from './final-check.ts';
import { help, readOptions } from './options.ts';
import { steps } from './steps/index.ts';
import { formatRow, header, rule } from './story-table.ts';
import { openWorld, readEnrollment, type World } from './world.ts';

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.kind === 'help') {
    console.log(help);
    return 0;
  }
  let stack: Stack | undefined;
  onSignal(async () => {
    await stack?.stop();
  });
  stack = await startStack({
    ports: options.after === 'keep' ? 'usual' : 'free',
    say: line => console.log(line),
  });
  try {
    await loadSampleCatalog(stack.env);
    const code = await Promise.race([tell(stack), stack.crashed]);
    if (options.after === 'stop') return code;
    console.log(`\nStill running. Functions: ${stack.baseUrl}  Stripe double: ${stack.stripe.url}`);
    console.log(`Firestore: ${stack.firestoreHost}  Auth: http://${stack.authHost}  Ctrl-C ends it.`);
    return await stack.crashed;
  } finally {
    await stack.stop();
  }
}

/** Plays the story and checks it. 1 when a step went otherwise than told or anything disagrees. */
async function tell(stack: Stack): Promise<number> {
  const world = await openWorld(stack);
  console.log(`\n${header()}`);
  for (const { step, play } of steps) {
    const startedAt = performance.now();
    showProgress(step);
    try {
      const happened = await play(world);
      const enrollment = await readEnrollment({ world, uid: world.student.uid });
      const seconds = (performance.now() - startedAt) / 1_000;
      clearProgress();
      console.log(formatRow({ step, happened, enrollment, seconds }));
    } catch (error) {
      clearProgress();
      throw new SetupError(`${step}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
  return conclude(world);
}

async function conclude(world: World): Promise<number> {
  const { enrollments, entries, payments, events, disagreements } = await checkEverything(world);
  console.log(rule('─'));
  if (disagreements.length === 0) {
    console.log(
      `Recomputed: ${enrollments} enrollments, ${entries} ledger entries, ${payments} payments at the local Stripe, ${events} session events: all agree.`,
    );
    return 0;
  }
  console.log(`${disagreements.length} do not agree:\n  ${disagreements.join('\n  ')}`);
  return 1;
}

function showProgress(step: string): void {
  if (process.stdout.isTTY) process.stdout.write(`${step} …`);
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K');
}

runCommand({ main, atTheEnd: 'exit' });
