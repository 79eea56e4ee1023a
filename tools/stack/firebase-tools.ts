import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findJava, withJavaOnPath } from '../setup/java.mjs';
import { rootDir } from '../setup/paths.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { type Child, startChild } from './child.ts';
import type { EmulatorName, FirebaseProject } from './firebase-project.ts';
import { awaitEnd, send, withDescendants } from './process-tree.mjs';
import { forgetProcess, reapWithParent } from './reaper-client.ts';

const startTimeoutMs = 120_000;
const pollMs = 100;

const ready = 'All emulators ready';
// firebase-tools calls itself ready also when the functions could not be loaded.
const failure =
  /(Failed to load function|Functions codebase could not|User code failed|port taken|^Error: ).*/m;

// firebase-tools starts Java and the functions' processes in groups of their own, and leaves them behind when
// it fails. Once it is gone nothing leads to them any more, so they are noted while it starts.
function noteHelpers({ child, helpers }: { child: Child; helpers: Set<number> }): void {
  for (const pid of withDescendants([child.pid])) {
    if (pid === child.pid || helpers.has(pid)) continue;
    helpers.add(pid);
    reapWithParent(pid);
  }
}

async function endHelpersWith({
  child,
  helpers,
}: {
  child: Child;
  helpers: ReadonlySet<number>;
}): Promise<void> {
  await child.exited;
  const pids = [...helpers];
  for (const pid of pids) send(pid, 'SIGTERM');
  await awaitEnd({ pids, graceMs: 2_000 });
  for (const pid of pids) forgetProcess(pid);
}

async function waitUntilReady({ child, helpers }: { child: Child; helpers: Set<number> }): Promise<void> {
  const deadlineMs = Date.now() + startTimeoutMs;
  let log = '';
  while (Date.now() < deadlineMs && !child.hasExited()) {
    const seen = log.length;
    log = readFileSync(child.logFile, 'utf8');
    // Whatever it starts, it says so: no new line, no new process.
    if (log.length !== seen) noteHelpers({ child, helpers });
    if (log.includes(ready)) break;
    await sleep(pollMs);
  }
  const reason = failure.exec(readFileSync(child.logFile, 'utf8'))?.[0];
  if (log.includes(ready) && reason === undefined) return;
  await child.stop();
  const why = reason ?? `they ended with ${await child.exited}`;
  throw new SetupError(`The Firebase emulators did not start: ${why} (all of it: ${child.logFile})`);
}

function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { FIRESTORE_EMULATOR_HOST: _, FIREBASE_AUTH_EMULATOR_HOST: __, ...inherited } = process.env;
  const java = findJava(process.env);
  return { ...withJavaOnPath({ env: inherited, java }), METADATA_SERVER_DETECTION: 'none', ...own };
}

/** Starts emulators through firebase-tools and resolves when they, functions loaded, are ready. */
export async function startFirebaseTools(input: {
  name: string;
  only: readonly EmulatorName[];
  projectId: string;
  project: FirebaseProject;
  env: NodeJS.ProcessEnv;
}): Promise<Child> {
  const firebase = path.join(rootDir, 'node_modules', 'firebase-tools', 'lib', 'bin', 'firebase.js');
  const what = ['--only', input.only.join(','), '--project', input.projectId];
  const child = startChild({
    name: input.name,
    command: process.execPath,
    args: [firebase, 'emulators:start', ...what, '--config', input.project.configFile],
    cwd: input.project.dir,
    env: environment(input.env),
    // As Ctrl-C would: it then stops its emulators in order.
    stopSignal: 'SIGINT',
    graceMs: 15_000,
  });
  const helpers = new Set<number>();
  const helpersEnded = endHelpersWith({ child, helpers });
  try {
    await waitUntilReady({ child, helpers });
  } catch (error) {
    await helpersEnded;
    throw error;
  }
  const stop = async () => {
    await child.stop();
    await helpersEnded;
  };
  return { ...child, stop };
}
