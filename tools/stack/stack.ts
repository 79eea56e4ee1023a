import { SetupError } from '../setup/setup-error.mjs';
import type { StripeDouble } from '../stripe-double/index.ts';
import { rejectWhenOneEnds } from './crash.ts';
import { choosePorts, freePorts } from './ports.ts';
import { localProjectId, region, stripeWebhookSecret, wishedPorts } from './settings.ts';
import { type Pages, stackAddresses, startParts } from './stack-parts.ts';

export type StackOptions = {
  /** Instances of the functions behind the front door; 1 by default. */
  instances?: number;
  /** `usual`: the same from run to run where free. `free`: any, so that stacks can run side by side. */
  ports?: 'usual' | 'free';
  /** Hears, one line at a time, what is happening. */
  say?: (line: string) => void;
  /** A built functions directory; the project's own by default. */
  functionsDir?: string;
  /** `served`: the web pages are built where they changed, and served. `none` by default. */
  pages?: Pages;
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
  /** Where the web pages are, if they are served. A checkout returns only there. */
  webUrl: string;
  stripe: StripeDouble;
  instancePids: readonly number[];
  /** Moves the functions' clock to so much after the real time: a week of study in a moment. Triggers keep real time. */
  moveClock: (input: { byMs: number }) => Promise<void>;
  /** Environment with which a script or another process finds all of it. */
  env: Readonly<Record<string, string>>;
  /** Rejects when a part of the stack ends by itself. */
  crashed: Promise<never>;
  stop: () => Promise<void>;
};

/**
 * Starts everything a student's payment passes through: Auth, Firestore and Functions emulators, the functions
 * as Cloud Run hosts them, and the local Stripe double that delivers to them. All listens on 127.0.0.1 and
 * ends with this process. Rejects with one line when a part does not start; then all others are stopped.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { instances = 1, functionsDir, pages = 'none', say = () => undefined } = options;
  const onTaken = (taken: { name: string; wished: number; chosen: number }) =>
    say(`Port ${taken.wished} (${taken.name}) is taken; using ${taken.chosen}.`);
  const ports =
    options.ports === 'usual'
      ? await choosePorts({ wished: wishedPorts, onTaken })
      : await freePorts(wishedPorts);

  say('Starting the emulators, the functions and the local Stripe (about 15 seconds) …');
  const { env, emulators, auth, stripe, frontDoor, stop } = await startParts({
    ports,
    instances,
    functionsDir,
    pages,
    say,
  });
  let stopping = false;
  const emulatorCrashed = rejectWhenOneEnds({
    parts: [emulators, auth],
    isStopping: () => stopping,
    describe: (part, how) => new SetupError(`An emulator ended with ${how}: its log is ${part.logFile}`),
  });
  const crashed = Promise.race([frontDoor.crashed, emulatorCrashed]);
  crashed.catch(() => undefined);
  const { authHost, firestoreHost, baseUrl, webhookUrl, webUrl } = stackAddresses(ports);
  return {
    projectId: localProjectId,
    region,
    authHost,
    firestoreHost,
    urls: frontDoor.urls,
    baseUrl,
    webhookUrl,
    webhookSecret: stripeWebhookSecret,
    functionsUrl: emulators.functionsUrl,
    webUrl,
    stripe,
    instancePids: frontDoor.pids,
    moveClock: frontDoor.moveClock,
    env,
    crashed,
    stop: () => {
      stopping = true;
      return stop();
    },
  };
}
