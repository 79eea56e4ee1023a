import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFirestoreEmulator } from '../setup/firestore-emulator.ts';
import { rootDir } from '../setup/paths.mjs';
import { type FunctionValues, writeFirebaseProject } from './firebase-project.ts';
import { startFirebaseTools } from './firebase-tools.ts';
import type { ServedPages } from './pages.ts';
import { againIfPortTaken } from './port-taken.ts';
import { freePort, loopback } from './ports.ts';
import { localProjectId } from './settings.ts';

// Processes of the Functions emulator do not notice when it dies.
const endWithParent = pathToFileURL(path.join(import.meta.dirname, '../setup/end-with-parent.mjs')).href;

export type Emulator = {
  /** `127.0.0.1:PORT` */
  host: string;
  pid: number;
  logFile: string;
  /** Resolves when it has ended, to a few words on how. */
  exited: Promise<string>;
  stop: () => Promise<void>;
};

export type AuthOptions = {
  projectId?: string;
  port?: number;
  /** Web pages that the same process serves: one of their own would cost seconds and a hundred megabytes. */
  pages?: (ServedPages & { port: number }) | undefined;
};

/** Starts an Auth emulator; `host` is the value of FIREBASE_AUTH_EMULATOR_HOST. Takes about 8 s of one core. */
export async function startAuth(options: AuthOptions = {}): Promise<Emulator> {
  const { projectId = localProjectId, pages } = options;
  const port = options.port ?? (await freePort());
  const name = `auth-${port}`;
  const ports = { auth: port, ...(pages === undefined ? {} : { hosting: pages.port }) };
  const child = await againIfPortTaken(async () =>
    startFirebaseTools({
      name,
      only: pages === undefined ? ['auth'] : ['auth', 'hosting'],
      projectId,
      project: await writeFirebaseProject({ name, ports, pages }),
      env: {},
    }),
  );
  const { pid, logFile, exited, stop } = child;
  return { host: `${loopback}:${port}`, pid, logFile, exited, stop };
}

export type FirestoreWithFunctionsOptions = {
  projectId: string;
  ports: { firestore: number; functions: number };
  authHost: string;
  values: FunctionValues;
  /** A built functions directory; the project's own by default. */
  functionsDir?: string | undefined;
};

/**
 * Starts a Firestore emulator with the project's rules and a Functions emulator that receives its document
 * events. `host` is Firestore's, `functionsUrl` is `http://127.0.0.1:PORT`, without project and region.
 */
export async function startFirestoreWithFunctions(
  options: FirestoreWithFunctionsOptions,
): Promise<Emulator & { functionsUrl: string }> {
  const { ports, values } = options;
  const name = `functions-${ports.functions}`;
  const dir = options.functionsDir ?? path.join(rootDir, 'functions');
  const environment = {
    ...values.parameters,
    FIREBASE_AUTH_EMULATOR_HOST: options.authHost,
    FIRESTORE_EMULATOR_BINARY_PATH: findFirestoreEmulator(),
    // Seconds; a machine that does other things meanwhile needs more than the ten that are usual.
    FUNCTIONS_DISCOVERY_TIMEOUT: '60',
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${endWithParent}`.trim(),
  };
  const child = await againIfPortTaken(async () => {
    const project = await writeFirebaseProject({ name, ports, functions: { ...values, dir } });
    return startFirebaseTools({
      name,
      only: ['firestore', 'functions'],
      projectId: options.projectId,
      project,
      // The list of functions goes through a file. The way by HTTP listens on every network interface and
      // takes four seconds more.
      env: { ...environment, FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: project.dir },
    });
  });
  const { pid, logFile, exited, stop } = child;
  const functionsUrl = `http://${loopback}:${ports.functions}`;
  return { host: `${loopback}:${ports.firestore}`, functionsUrl, pid, logFile, exited, stop };
}
