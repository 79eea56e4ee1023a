import { startStripeDouble } from '../stripe-double/index.ts';
import { buildPages } from '../web/build-pages.ts';
import { startAuth, startFirestoreWithFunctions } from './emulators.ts';
import { startFrontDoor } from './front-door.ts';
import { localPageConfig } from './page-config.ts';
import { loopback } from './ports.ts';
import {
  emulatorEnvironment,
  functionParameters,
  functionSecrets,
  localProjectId,
  region,
  stripeWebhookSecret,
  webOriginsAt,
  type wishedPorts,
} from './settings.ts';

export type StackPorts = Record<keyof typeof wishedPorts, number>;

/** Whether the web pages are built and served, too. */
export type Pages = 'served' | 'none';

type PartsOptions = {
  ports: StackPorts;
  instances: number;
  functionsDir: string | undefined;
  pages: Pages;
  say: (line: string) => void;
};

/** Where everything will be, known before any of it runs: so all parts can start at once. */
export function stackAddresses(ports: StackPorts) {
  const at = (port: number) => `${loopback}:${port}`;
  const functionsPath = `${localProjectId}/${region}`;
  return {
    authHost: at(ports.auth),
    firestoreHost: at(ports.firestore),
    baseUrl: `http://${at(ports.frontDoor)}/${functionsPath}`,
    webhookUrl: `http://${at(ports.frontDoor)}/${functionsPath}/stripeWebhook`,
    functionsOrigin: `http://${at(ports.frontDoor)}`,
    stripeUrl: `http://${at(ports.stripe)}`,
    webUrl: `http://${at(ports.web)}`,
  };
}

/** The pages are built first: they may not compile, and the emulator that serves them takes them as they are. */
async function startAuthWithPages({ ports, pages, say }: PartsOptions) {
  const auth = { projectId: localProjectId, port: ports.auth };
  if (pages === 'none') return startAuth(auth);
  const { builtDir } = await buildPages({ say });
  const config = localPageConfig(stackAddresses(ports));
  return startAuth({ ...auth, pages: { port: ports.web, builtDir, config } });
}

/** So that the console's health page has something to show; load and benchmarks are not to count it. */
const reportsHealth = { HEALTH_REPORT_NAME: 'local' };

function beginParts(options: PartsOptions) {
  const { ports, instances, functionsDir, pages } = options;
  const projectId = localProjectId;
  const { authHost, firestoreHost, webhookUrl, stripeUrl, baseUrl } = stackAddresses(ports);
  const parameters = functionParameters({ stripeUrl, baseUrl, webPort: ports.web });
  const values = { parameters, secrets: functionSecrets };
  const env = { ...emulatorEnvironment({ projectId, authHost, firestoreHost }), ...parameters };
  return {
    env,
    emulators: startFirestoreWithFunctions({ projectId, ports, authHost, values, functionsDir }),
    auth: startAuthWithPages(options),
    stripe: startStripeDouble({
      port: ports.stripe,
      webhookUrl,
      webhookSecret: stripeWebhookSecret,
      webOrigins: webOriginsAt(ports.web),
    }),
    frontDoor: startFrontDoor({
      env: { ...env, ...functionSecrets, ...(pages === 'served' ? reportsHealth : {}) },
      instances,
      port: ports.frontDoor,
      functionsDir,
    }),
  };
}

async function stopPart(starting: Promise<{ stop: () => Promise<void> }>): Promise<void> {
  const part = await starting.catch(() => undefined);
  await part?.stop();
}

/** Starts all parts at once. When one does not start, the others are stopped and its failure is thrown. */
export async function startParts(options: PartsOptions) {
  const { env, ...starting } = beginParts(options);
  const stop = async () => {
    // Who writes goes before what is written to.
    await stopPart(starting.stripe);
    await stopPart(starting.frontDoor);
    await Promise.all([stopPart(starting.emulators), stopPart(starting.auth)]);
  };
  try {
    const { emulators, auth, stripe, frontDoor } = starting;
    const [first, second, third, fourth] = await Promise.all([emulators, auth, stripe, frontDoor]);
    return { env, emulators: first, auth: second, stripe: third, frontDoor: fourth, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
