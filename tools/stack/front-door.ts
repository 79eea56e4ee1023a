import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { type Child, lastLines, startChild } from './child.ts';
import { rejectWhenOneEnds } from './crash.ts';
import { loopback } from './ports.ts';

export type FrontDoor = {
  /** Address of each instance, `http://127.0.0.1:PORT`; a caller spreads its load over them. */
  urls: readonly string[];
  /** Process ids in the same order: what to read the memory of. */
  pids: readonly number[];
  /** What each has said, a line for each request. */
  logFiles: readonly string[];
  /** Moves the clock of all instances to so much after the real time; resolves when all have done so. */
  moveClock: (input: { byMs: number }) => Promise<void>;
  /** Rejects when an instance ends by itself, with the last lines it wrote. */
  crashed: Promise<never>;
  stop: () => Promise<void>;
};

export type FrontDoorOptions = {
  /** What the functions find in their environment: emulators, parameters, secrets. */
  env: Readonly<Record<string, string>>;
  /** Processes, each what Cloud Run calls an instance; 1 by default. */
  instances?: number;
  /** Port of the first instance; free ones are taken for all others. */
  port?: number;
  /** A built functions directory; the project's own by default. */
  functionsDir?: string | undefined;
  nodeArguments?: readonly string[];
  /** What serves them, where it is not `tools/host`; started with the same arguments. */
  host?: string;
  /** Names the instances' logs. */
  name?: string;
};

const startTimeoutMs = 60_000;
const usualHost = path.join(import.meta.dirname, '..', 'host', 'main.ts');

function crash(child: Child, how: string): SetupError {
  const said = lastLines({ logFile: child.logFile, count: 15 });
  return new SetupError(`An instance of the functions ended with ${how} (${child.logFile}):\n${said}`);
}

function moveClockOf({ child, byMs }: { child: Child; byMs: number }): Promise<void> {
  const moved = Promise.withResolvers<void>();
  const forget = child.onMessage(message => {
    if (typeof message !== 'object' || message === null || !('clockMovedByMs' in message)) return;
    if (message.clockMovedByMs === byMs) moved.resolve();
  });
  child.send({ moveClockByMs: byMs });
  const crashed = child.exited.then(how => Promise.reject(crash(child, how)));
  return Promise.race([moved.promise, crashed]).finally(forget);
}

function listeningPort(child: Child): Promise<number> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(crash(child, 'no answer in a minute')), startTimeoutMs);
    child.onMessage(message => {
      clearTimeout(timeout);
      if (typeof message === 'object' && message !== null && 'port' in message) resolve(Number(message.port));
    });
    void child.exited.then(how => {
      clearTimeout(timeout);
      reject(crash(child, how));
    });
  });
}

function startInstance(input: { options: FrontDoorOptions; index: number }): Child {
  const { options, index } = input;
  const port = index === 0 ? (options.port ?? 0) : 0;
  const { functionsDir = path.join(rootDir, 'functions'), host = usualHost, name = 'instance' } = options;
  return startChild({
    name: `${name}-${index}`,
    command: process.execPath,
    args: [...(options.nodeArguments ?? []), host, functionsDir, String(port)],
    env: { ...process.env, ...options.env, FUNCTIONS_EMULATOR: 'true' },
    messages: true,
    graceMs: 5_000,
  });
}

/**
 * Hosts the built functions as Cloud Run does: many requests at once in each process. (The Functions emulator
 * gives every concurrent request a process of its own, so nothing that happens between requests shows there.)
 * Functions are found at `/{project}/{region}/{name}` and at `/{name}`.
 */
export async function startFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const children = Array.from({ length: options.instances ?? 1 }, (_, index) =>
    startInstance({ options, index }),
  );
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await Promise.all(children.map(child => child.stop()));
  };
  try {
    const ports = await Promise.all(children.map(listeningPort));
    const crashed = rejectWhenOneEnds({ parts: children, isStopping: () => stopping, describe: crash });
    const urls = ports.map(port => `http://${loopback}:${port}`);
    const moveClock = async ({ byMs }: { byMs: number }) => {
      await Promise.all(children.map(child => moveClockOf({ child, byMs })));
    };
    const pids = children.map(child => child.pid);
    const logFiles = children.map(child => child.logFile);
    return { urls, pids, logFiles, moveClock, crashed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
