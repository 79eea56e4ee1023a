import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { runCommand } from '../setup/run-command.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { onSignal } from './on-signal.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { loadSampleData } from './sample-data.ts';
import { type Stack, startStack } from './stack.ts';

const help = `Usage: npm start
       npm start -- [--instances N]

Runs everything on this machine and keeps it up: the web pages, the Firebase emulators, the functions as Cloud
Run hosts them, and a local double of Stripe. Loads sample courses and accounts. Ctrl-C ends all of it; nothing is kept.

  --instances N   processes that host the functions (1 to 8; 1 by default)
`;

function parseInstances(args: readonly string[]): number | 'help' {
  const options = {
    instances: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  let values: { instances: string; help?: boolean };
  try {
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error} (npm start -- --help)`);
  }
  if (values.help === true) return 'help';
  if (!/^[1-8]$/.test(values.instances)) throw new SetupError('--instances needs a number from 1 to 8');
  return Number(values.instances);
}

function addressTable(stack: Stack): string {
  const table = new Table({ head: ['what', 'address'], style: { head: [], border: [] } });
  const more = stack.urls.slice(1).map((url, index) => [`  instance ${index + 2}`, url]);
  table.push(
    ['student page', `${stack.webUrl}/`],
    ['staff console', `${stack.webUrl}/staff`],
    ['functions (callables)', stack.baseUrl],
    ...more,
    ['webhook', stack.webhookUrl],
    ['Stripe (a local double)', stack.stripe.url],
    ['Firestore emulator', stack.firestoreHost],
    ['Auth emulator', `http://${stack.authHost}`],
    ['Functions emulator (triggers)', stack.functionsUrl],
  );
  return table.toString();
}

function accountTable(): string {
  const table = new Table({ head: ['account', 'password', 'role', 'uid'], style: { head: [], border: [] } });
  for (const { email, password, role, uid } of sampleAccounts) table.push([email, password, role, uid]);
  return table.toString();
}

async function main(args: readonly string[]): Promise<number> {
  const instances = parseInstances(args);
  if (instances === 'help') {
    console.log(help);
    return 0;
  }
  let stack: Stack | undefined;
  onSignal(async () => {
    console.log('\nStopping …');
    await stack?.stop();
  });
  stack = await startStack({ instances, ports: 'usual', pages: 'served', say: line => console.log(line) });
  try {
    await loadSampleData(stack);
    console.log(`\n${addressTable(stack)}\n\n${accountTable()}\n\nRunning. Ctrl-C ends it.`);
    return await stack.crashed;
  } finally {
    await stack.stop();
  }
}

runCommand({ main, atTheEnd: 'exit' });
