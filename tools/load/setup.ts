import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { isAlive } from '../setup/lock.mjs';
import { runCommand } from '../setup/run-command.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { onSignal } from '../stack/on-signal.ts';
import { DEFAULT_INSTANCES } from './arguments.ts';
import { loadDir } from './paths.ts';
import { readStackDescription, type StackDescription } from './stack/description.ts';

const READY_WITHIN_MS = 240_000;
const STOPPED_WITHIN_MS = 60_000;
const POLL_MS = 200;

const help = `Usage: npm run load-test:setup
       npm run load-test:setup -- [--instances N]
       npm run load-test:setup -- --stop

Starts what the load tests run against and leaves it up: Firestore and Auth emulators, the functions as Cloud Run hosts
them, a local double of Stripe; with courses, students and hours of driving. The scenarios then use it. It ends with
--stop, or by itself after 60 minutes in which nobody used it. Document triggers are not carried out.

  --instances N   processes that host the functions (1 to 8; ${DEFAULT_INSTANCES} by default)
  --stop          ends it
`;

type Request = { readonly kind: 'help' | 'stop' } | { readonly kind: 'start'; readonly instances: number };

function readArguments(args: readonly string[]): Request | string {
  const options = {
    instances: { type: 'string', default: String(DEFAULT_INSTANCES) },
    stop: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help === true) return { kind: 'help' };
    if (values.stop === true) return { kind: 'stop' };
    if (!/^[1-8]$/.test(values.instances)) return '--instances needs a number from 1 to 8';
    return { kind: 'start', instances: Number(values.instances) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function describe(stack: StackDescription): string {
  const table = new Table({ head: ['what', 'address'], style: { head: [], border: [] } });
  for (const [index, url] of stack.instanceUrls.entries())
    table.push([`functions, instance ${index + 1}`, url]);
  table.push(
    ['webhook', stack.webhookUrl],
    ['Stripe (a local double)', stack.stripeUrl],
    ['Firestore emulator', stack.firestoreHost],
    ['Auth emulator', `http://${stack.authHost}`],
  );
  return `${table.toString()}\nProcess ${stack.pid}; ends with: npm run load-test:setup -- --stop`;
}

/** A process of its own, which goes on when this one ends. */
function launch(instances: number): { pid: number; logFile: string } {
  mkdirSync(loadDir, { recursive: true });
  const logFile = path.join(loadDir, 'stack.log');
  const log = openSync(logFile, 'w');
  try {
    const keeper = path.join(import.meta.dirname, 'stack', 'keeper.ts');
    const child = spawn(process.execPath, [keeper, String(instances)], {
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    if (child.pid === undefined) throw new SetupError('The stack could not be started.');
    return { pid: child.pid, logFile };
  } finally {
    closeSync(log);
  }
}

async function start(instances: number): Promise<number> {
  const running = readStackDescription();
  if (running !== undefined) {
    console.log(`It runs already.\n${describe(running)}`);
    return 0;
  }
  const { pid, logFile } = launch(instances);
  let isEnding = false;
  onSignal(async () => {
    isEnding = true;
    await end(pid);
  });
  const giveUpAtMs = performance.now() + READY_WITHIN_MS;
  let told = 0;
  while (performance.now() < giveUpAtMs) {
    const said = readFileSync(logFile, 'utf8');
    process.stderr.write(said.slice(told));
    told = said.length;
    const ready = readStackDescription();
    if (ready !== undefined) {
      console.log(describe(ready));
      return 0;
    }
    // Ended by Ctrl-C: `onSignal` ends this command too, in a moment, with its own exit code.
    if (!isAlive(pid) && !isEnding)
      throw new SetupError(`The stack did not start; all it said is above and in ${logFile}.`);
    await sleep(POLL_MS);
  }
  await end(pid);
  throw new SetupError(`The stack was not ready in ${READY_WITHIN_MS / 1_000} s: ${logFile}`);
}

/** Asks our own keeper to end, and waits until it has. */
async function end(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  const giveUpAtMs = performance.now() + STOPPED_WITHIN_MS;
  while (isAlive(pid)) {
    if (performance.now() > giveUpAtMs) throw new SetupError(`Process ${pid} does not end.`);
    await sleep(POLL_MS);
  }
}

async function stop(): Promise<number> {
  const running = readStackDescription();
  if (running === undefined) {
    console.log('No stack runs.');
    return 0;
  }
  await end(running.pid);
  console.log('Stopped.');
  return 0;
}

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  if (typeof request === 'string') {
    console.error(`${request} (npm run load-test:setup -- --help)`);
    return 2;
  }
  switch (request.kind) {
    case 'help':
      console.log(help);
      return 0;
    case 'stop':
      return stop();
    case 'start':
      return start(request.instances);
  }
}

runCommand({ main, atTheEnd: 'exit' });
