import { reportFailure } from '../setup/setup-error.mjs';
import { onSignal } from '../stack/on-signal.ts';
import { installVirtualTime } from './hosted/globals.ts';
import { replaceEdges } from './hosted/hooks.ts';
import { help, parseOptions, type SimulateOptions } from './options.ts';

/** The product must not be loaded before its edges are replaced and its time is the simulation's. */
async function run(options: SimulateOptions): Promise<number> {
  installVirtualTime();
  replaceEdges();
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

async function main(args: readonly string[]): Promise<number> {
  const request = parseOptions(args);
  switch (request.kind) {
    case 'help':
      console.log(help);
      return 0;
    case 'invalid':
      console.error(request.message);
      return 2;
    case 'run':
      return run(request.options);
  }
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    reportFailure(error);
    process.exitCode = 1;
  },
);
