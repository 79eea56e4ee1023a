import { saveRun } from '../results/results.ts';
import { answer, runCommand } from '../setup/run-command.ts';
import { startFirestore } from '../stack/firestore.ts';
import { onSignal } from '../stack/on-signal.ts';
import { emulatorEnvironment } from '../stack/settings.ts';
import { help, parseArguments } from './arguments.ts';
import { allEndpoints, type Endpoint } from './endpoints.ts';
import { fuzzEndpoint } from './fuzz-endpoint.ts';
import { startHostileInstance } from './instance/hostile-instance.ts';
import { checksOf, classesOf, describe } from './report.ts';
import { Sender } from './send.ts';
import { Tally } from './tally.ts';
import { openWorld } from './world/world.ts';

const projectId = 'demo-hostile';
const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Run {
  readonly endpoints: readonly Endpoint[];
  readonly seed: number;
  readonly runs: number;
}

/** Attacks one endpoint after the other, until all are done or the run is cancelled. */
async function attackAll({ run, isCancelled }: { run: Run; isCancelled: () => boolean }): Promise<Tally> {
  const tally = new Tally();
  say('Starting a Firestore emulator and the functions, in the manner of production …');
  const emulator = await startFirestore({ projectId });
  // The shell's own project must not get in, and nobody looks for a metadata server.
  Object.assign(process.env, emulatorEnvironment({ projectId, firestoreHost: emulator.host }));
  try {
    const instance = await startHostileInstance({ projectId, firestoreHost: emulator.host });
    const sender = new Sender(instance);
    const world = await openWorld(instance);
    try {
      for (const endpoint of run.endpoints) {
        if (isCancelled()) break;
        const before = { attacks: tally.attacks, findings: tally.findings.length };
        const fuzzing = fuzzEndpoint({ ...run, endpoint, instance, sender, world, tally, isCancelled });
        await Promise.race([fuzzing, instance.crashed]);
        const found = tally.findings.length - before.findings;
        say(`${endpoint.name}: ${tally.attacks - before.attacks} attacks, ${found} findings`);
      }
    } finally {
      sender.close();
      await world.close();
      await instance.stop();
    }
  } finally {
    await emulator.stop();
  }
  return tally;
}

function keep({ run, tally, startedAt }: { run: Run; tally: Tally; startedAt: Date }): void {
  const rows = classesOf(tally).map(({ name, tried, broken }) => [name, tried, broken]);
  saveRun({
    name: 'fuzz',
    kind: 'hostile',
    summary: `${tally.attacks} attacks on ${run.endpoints.length} endpoints in the manner of production`,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1_000,
    measures: { attacks: tally.attacks, endpoints: run.endpoints.length, findings: tally.findings.length },
    checks: checksOf(tally),
    listings: [{ title: 'Attacks by class', columns: ['attack', 'tried', 'not withstood'], rows }],
    notes: [
      `Seed ${run.seed}, ${run.runs} bodies by chance for each callable.`,
      'Keys, accounts and credentials come from a double that is reached by Google’s own names.',
    ],
  });
}

async function fuzz(run: Run): Promise<number> {
  const startedAt = new Date();
  let isCancelled = false;
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  onSignal(async () => {
    say('Stopping …');
    isCancelled = true;
    await finished;
  });
  say(`Seed ${run.seed}.`);
  const tally = await attackAll({ run, isCancelled: () => isCancelled });
  console.log(describe(tally));
  // Part of a run, or one that was cut short, would stand in the report as if it were whole.
  const isWhole = !isCancelled && run.endpoints.length === allEndpoints().length;
  if (isWhole) keep({ run, tally, startedAt });
  const { attacks, findings } = tally;
  console.log(JSON.stringify({ seed: run.seed, attacks, findings: findings.length }));
  finish();
  return findings.length === 0 ? 0 : 1;
}

function main(args: readonly string[]): Promise<number> {
  const all = allEndpoints();
  return answer({
    request: parseArguments({ args, endpoints: all.map(({ name }) => name) }),
    help,
    run: ({ endpoint, seed, runs }) => {
      const endpoints = endpoint === undefined ? all : all.filter(({ name }) => name === endpoint);
      return fuzz({ endpoints, seed, runs });
    },
  });
}

runCommand({ main, atTheEnd: 'exit' });
