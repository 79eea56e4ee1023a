import { answer, runCommand } from '../../setup/run-command.ts';
import { type LoadOptions, readLoadArguments } from '../arguments.ts';
import { exitCodeOf } from '../end-early.ts';
import { scenario3 } from '../scenarios/scenario3.ts';
import { planFaults, sentenceOn } from './plan.ts';
import { faultsDurationMs, runFaults } from './run-faults.ts';

const command = {
  npmName: 'load-test:faults',
  summary: `The mixed load of scenario 3 while instances of the functions are killed and come back, a proxy loses answers of
Firestore after commits, webhooks are duplicated, reordered, withheld and lost, and Firestore stands still. At the end
everything that was acknowledged must be there once, everything Stripe holds in a balance or in suspense, and every
sum must be that of its records.`,
  defaults: { clients: 150, seconds: 600 },
  clientsAre: 'students and staff at once',
};

const help = `Usage: npm run ${command.npmName}
       npm run ${command.npmName} -- [options]

${command.summary}

Runs on a stack of its own, on free ports. Ctrl-C ends the load early; what was measured is still verified and shown.
Exit codes: 0 all is well, 1 something was lost, doubled, drifted or not answered in time, 2 wrong usage, 130 after
Ctrl-C.

  --clients N     ${command.clientsAre} (1 to 2000; ${command.defaults.clients} by default)
  --duration S    seconds (1 to 7200; ${command.defaults.seconds} by default); the last quarter, 15 s at most, is undisturbed
  --instances N   processes that host the functions (1 to 8; 2 by default)
  --seed N        what is done when, and who does what (1 by default): the same seed plans the same faults
  --list          only tells what would be done when, as lines of JSON
`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function list(options: LoadOptions): number {
  const { seed, instances } = options;
  const durationMs = faultsDurationMs(options);
  for (const { atMs, deed } of planFaults({ seed, durationMs, instances }))
    console.log(JSON.stringify({ atSeconds: atMs / 1_000, what: sentenceOn(deed) }));
  return 0;
}

const disturb = (options: LoadOptions): Promise<number> =>
  exitCodeOf({
    load: signal => runFaults({ options, scenario: scenario3, signal, say }),
    farewell: 'Ending; what was measured is verified and shown in a moment …',
    say,
  });

const main = (args: readonly string[]) =>
  answer({
    request: readLoadArguments({ args: args.filter(each => each !== '--list'), command }),
    help,
    run: ({ options }) => (args.includes('--list') ? list(options) : disturb(options)),
  });

runCommand({ main, atTheEnd: 'exit' });
