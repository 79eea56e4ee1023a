import { Lanes } from '../../functions/src/commit/index.ts';
import { firestore } from '../../functions/src/platform/firestore.ts';
import { saveRun } from '../results/results.ts';
import { answer, runCommand } from '../setup/run-command.ts';
import { startFirestore } from '../stack/firestore.ts';
import { onSignal } from '../stack/on-signal.ts';
import { emulatorEnvironment, localProjectId } from '../stack/settings.ts';
import { helpText, parseArguments } from './arguments.ts';
import { describeBar, isReached } from './bar.ts';
import { benches } from './benches.ts';
import { recordOf } from './record.ts';
import { describeResult, jsonLine } from './report.ts';
import type { Bench, BenchContext } from './result.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** @returns whether everything that must be reached was */
async function runBench({ bench, context }: { bench: Bench; context: BenchContext }): Promise<boolean> {
  const startedAt = new Date();
  const startedMs = performance.now();
  const result = await bench.run(context);
  saveRun(recordOf({ bench, result, startedAt, seconds: (performance.now() - startedMs) / 1_000 }));
  const missed = result.bars.filter(bar => !isReached(bar));
  console.log(describeResult(result));
  for (const bar of missed) say(`${bench.name}: ${describeBar(bar)}`);
  console.log(jsonLine(result));
  return missed.length === 0;
}

async function runAll(wanted: readonly Bench[]): Promise<number> {
  say('Starting a Firestore emulator …');
  const emulator = await startFirestore({ projectId: localProjectId });
  onSignal(() => emulator.stop());
  const env = emulatorEnvironment({ projectId: localProjectId, firestoreHost: emulator.host });
  // The shell's own emulator or project must not get in: the SDK looks here before anywhere else.
  Object.assign(process.env, env);
  const lanes = new Lanes();
  let allReached = true;
  try {
    for (const bench of wanted) {
      const reached = await runBench({ bench, context: { lanes, env, say } });
      allReached &&= reached;
    }
  } finally {
    await lanes.close();
    await firestore().terminate();
    await emulator.stop();
  }
  return allReached ? 0 : 1;
}

const main = (args: readonly string[]) =>
  answer({
    request: parseArguments({ args, benches }),
    help: helpText(benches),
    run: request => runAll(request.benches),
  });

runCommand({ main, atTheEnd: 'drain' });
