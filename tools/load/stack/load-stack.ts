import path from 'node:path';
import { rootDir } from '../../setup/paths.mjs';
import { startAuth } from '../../stack/emulators.ts';
import { startFirestore } from '../../stack/firestore.ts';
import { type FrontDoor, startFrontDoor } from '../../stack/front-door.ts';
import {
  emulatorEnvironment,
  functionParameters,
  functionSecrets,
  localProjectId,
  region,
  stripeWebhookSecret,
} from '../../stack/settings.ts';
import { type StripeDouble, startStripeDouble } from '../../stripe-double/index.ts';
import type { LoadTarget } from '../target.ts';
import type { StackDescription } from './description.ts';

/**
 * As the Functions emulator sets it: tokens are read where they arrive. Told of an Auth emulator, firebase-admin asks it
 * with every call whether the account still stands, which it does not do in production, and which would be measured.
 */
const tokensReadHere = {
  FIREBASE_DEBUG_MODE: 'true',
  FIREBASE_DEBUG_FEATURES: JSON.stringify({ skipTokenVerification: true }),
};

/** The heap that an instance of 256 MiB has, with the young space of functions/.env. */
export const heapAsDeployed = ['--max-old-space-size=256', '--max-semi-space-size=16'];

/** Stripe waits about as long; a machine under load may need it. */
const WEBHOOK_TIMEOUT_MS = 30_000;

export type LoadStack = {
  readonly target: LoadTarget;
  readonly instancePids: readonly number[];
  /** What the instances say, a line for each request. */
  readonly logFiles: readonly string[];
  readonly description: Omit<StackDescription, 'pid' | 'startedAt'>;
  /** Rejects when an instance of the functions ends by itself. */
  readonly crashed: Promise<never>;
  readonly stop: () => Promise<void>;
};

type Part = { stop: () => Promise<void> };

/** What is left standing when a part does not start is ended before its failure is told. */
async function startAll<Parts extends readonly Part[]>(
  starting: {
    readonly [Index in keyof Parts]: Promise<Parts[Index]>;
  },
): Promise<Parts> {
  try {
    return await Promise.all(starting);
  } catch (error) {
    const settled = await Promise.allSettled<Part>(starting);
    await Promise.all(settled.map(each => (each.status === 'fulfilled' ? each.value.stop() : undefined)));
    throw error;
  }
}

/**
 * Firestore, Auth, the Stripe double and so many instances of the functions, on free ports. Document triggers are not
 * carried out: the Functions emulator, which does it elsewhere, would take the machine from what is measured.
 */
export async function startLoadStack(options: {
  readonly instances: number;
  readonly say: (line: string) => void;
}): Promise<LoadStack> {
  options.say('Starting the emulators and the local Stripe (about 10 seconds) …');
  const projectId = localProjectId;
  const starting = [
    startFirestore({ projectId, rulesPath: path.join(rootDir, 'firestore.rules') }),
    startAuth({ projectId }),
    // It is told where webhooks go once the functions have an address.
    startStripeDouble({
      webhookSecret: stripeWebhookSecret,
      webhookConcurrency: 100,
      webhookTimeoutMs: WEBHOOK_TIMEOUT_MS,
    }),
  ] as const;
  const [firestore, auth, stripe] = await startAll(starting);
  const hosts = { projectId, firestoreHost: firestore.host, authHost: auth.host };
  const parameters = functionParameters({ stripeUrl: stripe.url, baseUrl: `http://${auth.host}` });
  const env = { ...emulatorEnvironment(hosts), ...parameters, ...tokensReadHere };
  const stopAll = async (frontDoor?: FrontDoor) => {
    // Who writes goes before what is written to.
    await stripe.stop();
    await frontDoor?.stop();
    await Promise.all([firestore.stop(), auth.stop()]);
  };
  try {
    const frontDoor = await startFrontDoor({
      env: { ...env, ...functionSecrets },
      instances: options.instances,
      nodeArguments: heapAsDeployed,
    });
    await stripe.control.setWebhook({ url: webhookUrlOf(frontDoor) });
    return stackOf({ ...hosts, env, stripe, frontDoor, stop: () => stopAll(frontDoor) });
  } catch (error) {
    await stopAll();
    throw error;
  }
}

const webhookUrlOf = ({ urls }: FrontDoor): string => `${urls[0]}/stripeWebhook`;

function stackOf(input: {
  projectId: string;
  firestoreHost: string;
  authHost: string;
  env: Record<string, string>;
  stripe: StripeDouble;
  frontDoor: FrontDoor;
  stop: () => Promise<void>;
}): LoadStack {
  const { projectId, firestoreHost, authHost, env, stripe, frontDoor, stop } = input;
  const shared = { projectId, region, authHost, firestoreHost, webhookSecret: stripeWebhookSecret, env };
  const { urls: instanceUrls, pids: instancePids, logFiles, crashed } = frontDoor;
  return {
    target: { ...shared, instanceUrls: () => instanceUrls, stripe },
    description: {
      ...shared,
      instanceUrls: [...instanceUrls],
      webhookUrl: webhookUrlOf(frontDoor),
      stripeUrl: stripe.url,
    },
    instancePids,
    logFiles,
    crashed,
    stop,
  };
}
