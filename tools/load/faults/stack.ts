import path from 'node:path';
import { rootDir } from '../../setup/paths.mjs';
import { startAuth } from '../../stack/emulators.ts';
import { startFirestore } from '../../stack/firestore.ts';
import {
  emulatorEnvironment,
  functionParameters,
  functionSecrets,
  localProjectId,
  region,
  stripeWebhookSecret,
} from '../../stack/settings.ts';
import { startStripeDouble } from '../../stripe-double/index.ts';
import { heapAsDeployed } from '../stack/load-stack.ts';
import type { LoadTarget } from '../target.ts';
import { startUnquietInstances, type UnquietInstances } from './instances.ts';
import { type Pausable, pausable } from './pause.ts';
import { type ProxyProcess, startProxyProcess } from './proxy.ts';

export type UnquietStack = {
  readonly target: LoadTarget;
  readonly instances: UnquietInstances;
  readonly proxy: ProxyProcess;
  readonly firestore: Pausable;
  readonly stop: () => Promise<void>;
};

/** Stripe's patience, in seconds instead of days: what it gives up is left to the sweep. */
const webhooks = {
  retry: { initialDelayMs: 250, maxDelayMs: 4_000, maxAttempts: 8 },
  webhookConcurrency: 100,
  webhookTimeoutMs: 10_000,
};

/**
 * A stack to be disturbed: the fault proxy stands between the functions and Firestore, instances can be killed, Firestore
 * can stand still. Who sets up and who verifies reaches Firestore directly.
 */
export async function startUnquietStack(options: {
  readonly instances: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<UnquietStack> {
  options.say('Starting the emulators, the local Stripe and the fault proxy (about 15 seconds) …');
  const stops: (() => Promise<unknown> | unknown)[] = [];
  const stop = async () => {
    // Who writes goes before what is written to: the last that was started first.
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    return await startParts({ ...options, stops, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(input: {
  readonly instances: number;
  readonly seed: number;
  readonly stops: (() => Promise<unknown> | unknown)[];
  readonly stop: () => Promise<void>;
}): Promise<UnquietStack> {
  const { seed, stops, stop } = input;
  const projectId = localProjectId;
  const firestore = await startFirestore({ projectId, rulesPath: path.join(rootDir, 'firestore.rules') });
  stops.push(firestore.stop);
  const auth = await startAuth({ projectId });
  stops.push(auth.stop);
  const proxy = await startProxyProcess({ upstream: firestore.host });
  stops.push(proxy.stop);
  const stripe = await startStripeDouble({ webhookSecret: stripeWebhookSecret, ...webhooks, seed });
  const parameters = functionParameters({ stripeUrl: stripe.url, baseUrl: `http://${auth.host}` });
  const hosts = { projectId, authHost: auth.host };
  const throughProxy = emulatorEnvironment({ ...hosts, firestoreHost: proxy.host });
  const instances = await startUnquietInstances({
    count: input.instances,
    options: { env: { ...throughProxy, ...parameters, ...functionSecrets }, nodeArguments: heapAsDeployed },
  });
  stops.push(instances.stop, stripe.stop);
  const [firstUrl] = instances.urls();
  await stripe.control.setWebhook({ url: `${firstUrl}/stripeWebhook` });
  const pausableFirestore = pausable(firestore.pid);
  stops.push(pausableFirestore.release);
  return {
    target: {
      projectId,
      region,
      authHost: auth.host,
      firestoreHost: firestore.host,
      instanceUrls: instances.urls,
      webhookSecret: stripeWebhookSecret,
      stripe: { url: stripe.url, control: stripe.control },
      env: { ...emulatorEnvironment({ ...hosts, firestoreHost: firestore.host }), ...parameters },
    },
    instances,
    proxy,
    firestore: pausableFirestore,
    stop,
  };
}
