import { answer, runCommand } from '../setup/run-command.ts';
import { onSignal } from '../stack/on-signal.ts';
import { installVirtualTime } from './hosted/globals.ts';
import { replaceEdges } from './hosted/hooks.ts';
import { sabotages } from './hosted/sabotages.ts';
import { help, parseOptions, type SimulateOptions } from './options.ts';

/** The product must not be loaded before its edges are replaced and its time is the simulation's. */
async function run(options: SimulateOptions): Promise<number> {
  installVirtualTime();
  replaceEdges(options.sabotage === undefined ? undefined : sabotages[options.sabotage]);
  Object.assign(process.env, { FUNCTIONS_EMULATOR: 'true', STRIPE_SECRET_KEY: 'sk_test_simulation' });
  const { prepareProduct } = await import('./hosted/prepare-product.ts');
  await prepareProduct();
  const { runSeeds } = await import('./run/run-seeds.ts');
  const ended = Promise.withResolvers<void>();
  let isStopping = false;
  onSignal(() => {
    isStopping = true;
    return ended.promise;
  });
  try {
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    return await runSeeds({ options, say, shouldStop: () => isStopping });
  } finally {
    ended.resolve();
  }
}

const main = (args: readonly string[]) =>
  answer({ request: parseOptions(args), help, run: ({ options }) => run(options) });

runCommand({ main, atTheEnd: 'drain' });
