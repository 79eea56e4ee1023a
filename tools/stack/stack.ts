import { type StripeDouble, startStripeDouble } from '../stripe-double/index.ts';
import { type Emulator, startAuth, startFirestoreWithFunctions } from './emulators.ts';
import { startFrontDoor } from './front-door.ts';
import { choosePorts, freePort, loopback } from './ports.ts';
import {
  emulatorEnvironment,
  functionParameters,
  functionSecrets,
  localProjectId,
  region,
  stripeWebhookSecret,
  wishedPorts,
} from './settings.ts';

export type StackPorts = Record<keyof typeof wishedPorts, number>;

export type StackOptions = {
  /** Instances of the functions behind the front door; 1 by default. */
  instances?: number;
  /** `usual`: the same from run to run where free. `free`: any, so that stacks can run side by side. */
  ports?: 'usual' | 'free';
  /** Hears, one line at a time, what is happening. */
  say?: (line: string) => void;
  /** A built functions directory; the project's own by default. */
  functionsDir?: string;
};

export type Stack = {
  projectId: string;
  region: string;
  authHost: string;
  firestoreHost: string;
  /** The functions as Cloud Run hosts them: `http://127.0.0.1:PORT` of each instance. */
  urls: readonly string[];
  /** What to put before a function's name: first instance, project and region. */
  baseUrl: string;
  webhookUrl: string;
  webhookSecret: string;
  /** The Functions emulator, which carries out document triggers. */
  functionsUrl: string;
  stripe: StripeDouble;
  instancePids: readonly number[];
  /** Environment with which a script or another process finds all of it. */
  env: Readonly<Record<string, string>>;
  /** Rejects when a part of the stack ends by itself. */
  crashed: Promise<never>;
  stop: () => Promise<void>;
};

async function portsFor(options: StackOptions): Promise<StackPorts> {
  const say = options.say ?? (() => undefined);
  if (options.ports === 'usual') {
    const onTaken = (taken: { name: string; wished: number; chosen: number }) =>
      say(`Port ${taken.wished} (${taken.name}) is taken; using ${taken.chosen}.`);
    return choosePorts<keyof StackPorts>({ wished: wishedPorts, onTaken });
  }
  const [auth, firestore, functions, frontDoor, stripe] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  return choosePorts({ wished: { auth, firestore, functions, frontDoor, stripe }, onTaken: () => undefined });
}

async function failWhenOneEnds(emulators: readonly Emulator[], isStopping: () => boolean): Promise<never> {
  const first = await Promise.race(emulators.map(async each => ({ each, how: await each.exited })));
  if (isStopping()) return new Promise<never>(() => undefined);
  throw new Error(`an emulator ended with ${first.how} (${first.each.logFile})`);
}

type Stoppable = { stop: () => Promise<void> };

// What has been started, to be stopped in reverse: the functions before the emulators they write to.
function createUndo() {
  const stops: (() => Promise<void>)[] = [];
  let stopping = false;
  return {
    keep: async <Part extends Stoppable>(starting: Promise<Part>): Promise<Part> => {
      const part = await starting;
      stops.push(part.stop);
      return part;
    },
    isStopping: () => stopping,
    stop: async () => {
      stopping = true;
      while (stops.length > 0) await stops.pop()?.();
    },
  };
}

async function startParts(input: {
  options: StackOptions;
  ports: StackPorts;
  webhookUrl: string;
  keep: <Part extends Stoppable>(starting: Promise<Part>) => Promise<Part>;
}) {
  const { options, ports, webhookUrl, keep } = input;
  const projectId = localProjectId;
  const authHost = `${loopback}:${ports.auth}`;
  const firestoreHost = `${loopback}:${ports.firestore}`;
  const parameters = functionParameters({ stripeUrl: `http://${loopback}:${ports.stripe}` });
  const values = { parameters, secrets: functionSecrets };
  const env = { ...emulatorEnvironment({ projectId, authHost, firestoreHost }), ...parameters };
  const { functionsDir, instances = 1 } = options;

  const starting = {
    emulators: keep(startFirestoreWithFunctions({ projectId, ports, authHost, values, functionsDir })),
    auth: keep(startAuth({ projectId, port: ports.auth })),
    stripe: keep(startStripeDouble({ port: ports.stripe, webhookUrl, webhookSecret: stripeWebhookSecret })),
    frontDoor: keep(
      startFrontDoor({ env: { ...env, ...functionSecrets }, instances, port: ports.frontDoor, functionsDir }),
    ),
  };
  // All have to have started or failed before anything is stopped: what starts later would stay.
  await Promise.allSettled(Object.values(starting));
  const [emulators, auth, stripe, frontDoor] = await Promise.all([
    starting.emulators,
    starting.auth,
    starting.stripe,
    starting.frontDoor,
  ]);
  return { projectId, authHost, firestoreHost, env, emulators, auth, stripe, frontDoor };
}

/**
 * Starts everything a student's payment passes through: Auth, Firestore and Functions emulators, the functions
 * as Cloud Run hosts them, and the local Stripe double that delivers to them. All listens on 127.0.0.1 and
 * ends with this process. Rejects with one line when a part does not start; then all others are stopped.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const say = options.say ?? (() => undefined);
  const ports = await portsFor(options);
  const path = `${localProjectId}/${region}`;
  const webhookUrl = `http://${loopback}:${ports.frontDoor}/${path}/stripeWebhook`;
  const undo = createUndo();
  say('Starting the emulators, the functions and the local Stripe (about 15 seconds) …');
  try {
    const parts = await startParts({ options, ports, webhookUrl, keep: undo.keep });
    const { projectId, authHost, firestoreHost, env, emulators, auth, stripe, frontDoor } = parts;
    const crashed = Promise.race([frontDoor.crashed, failWhenOneEnds([auth, emulators], undo.isStopping)]);
    crashed.catch(() => undefined);
    return {
      projectId,
      region,
      authHost,
      firestoreHost,
      urls: frontDoor.urls,
      baseUrl: `${frontDoor.urls[0]}/${path}`,
      webhookUrl,
      webhookSecret: stripeWebhookSecret,
      functionsUrl: emulators.functionsUrl,
      stripe,
      instancePids: frontDoor.pids,
      env,
      crashed,
      stop: undo.stop,
    };
  } catch (error) {
    await undo.stop();
    throw error;
  }
}
