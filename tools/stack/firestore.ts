import { setTimeout as sleep } from 'node:timers/promises';
import { findFirestoreEmulator } from '../setup/firestore-emulator.ts';
import { findJava } from '../setup/java.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { type Child, lastLines, startChild } from './child.ts';
import { freePort, isPortFree, loopback } from './ports.ts';

export type FirestoreOptions = {
  projectId?: string;
  /** Security rules for every project of this emulator; without them everything is allowed. */
  rulesPath?: string;
  port?: number;
  /** `host:port` of a Functions emulator that is to receive document events. */
  functionsEmulator?: string;
};

export type FirestoreEmulator = {
  /** `127.0.0.1:PORT`, the value of FIRESTORE_EMULATOR_HOST. */
  host: string;
  port: number;
  pid: number;
  stop: () => Promise<void>;
};

const startTimeoutMs = 60_000;
const pollMs = 50;

function emulatorArguments(options: FirestoreOptions & { jar: string; port: number }): string[] {
  const args = ['-Duser.language=en', '-jar', options.jar, `--host=${loopback}`, `--port=${options.port}`];
  if (options.projectId !== undefined) args.push(`--project_id=${options.projectId}`);
  if (options.rulesPath !== undefined) args.push(`--rules=${options.rulesPath}`);
  if (options.functionsEmulator !== undefined) args.push(`--functions_emulator=${options.functionsEmulator}`);
  return args;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

type Start = 'ready' | 'port taken';

function portTaken(port: number): SetupError {
  return new SetupError(
    `Port ${port} on ${loopback} is taken: end what listens there, or ask for another port.`,
  );
}

async function waitUntilReady({ child, url }: { child: Child; url: string }): Promise<Start> {
  const deadlineMs = Date.now() + startTimeoutMs;
  while (Date.now() < deadlineMs) {
    if (child.hasExited()) break;
    if (await answers(url)) return 'ready';
    await sleep(pollMs);
  }
  await child.stop();
  const output = lastLines({ logFile: child.logFile, count: 20 });
  if (/address already in use/i.test(output)) return 'port taken';
  const how = await child.exited;
  throw new SetupError(
    `The Firestore emulator did not start (${how}): ${output.split('\n').at(-1)} (all of it: ${child.logFile})`,
  );
}

/**
 * Starts a Firestore emulator of its own on 127.0.0.1 and resolves when it answers. It ends with `stop()`, or
 * with this process. Throws SetupError with one line when Java, the emulator or the wished port is missing.
 */
export async function startFirestore(options: FirestoreOptions = {}): Promise<FirestoreEmulator> {
  const java = findJava(process.env);
  const jar = findFirestoreEmulator();
  // Another emulator on that port would answer in place of ours.
  if (options.port !== undefined && !(await isPortFree(options.port))) throw portTaken(options.port);

  // Between choosing a free port and using it another process may take it: then choose again.
  let port = 0;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    port = options.port ?? (await freePort());
    const args = emulatorArguments({ ...options, jar, port });
    const child = startChild({ name: `firestore-${port}`, command: java.command, args });
    const start = await waitUntilReady({ child, url: `http://${loopback}:${port}/` });
    if (start === 'ready') return { host: `${loopback}:${port}`, port, pid: child.pid, stop: child.stop };
    if (options.port !== undefined) break;
  }
  throw portTaken(port);
}
