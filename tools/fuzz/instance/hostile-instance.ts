import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { rootDir } from '../../setup/paths.mjs';
import { startFrontDoor } from '../../stack/front-door.ts';
import { loopback } from '../../stack/ports.ts';
import { emulatorEnvironment, functionSecrets } from '../../stack/settings.ts';
import { type StripeDoubleControl, startStripeDouble } from '../../stripe-double/index.ts';
import { googleHosts, startGoogleDouble } from './google-double.ts';
import { createTokenIssuer, type TokenIssuer } from './tokens.ts';

/** The functions as deployed: tokens verified against keys, App Check enforced, nothing emulated but the database. */
export interface HostileInstance {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly projectId: string;
  readonly firestoreHost: string;
  readonly issuer: TokenIssuer;
  readonly stripe: StripeDoubleControl;
  /** Rejects when the instance ends by itself. */
  readonly crashed: Promise<never>;
  readonly stop: () => Promise<void>;
}

export const webOrigin = 'https://school.example';
/** What is deployed with every function: it decides, for one, whether a host tells its stack. */
const deployedEnvironment = (): Record<string, string | undefined> =>
  parseEnv(readFileSync(path.join(rootDir, 'functions', '.env'), 'utf8'));

const definedOf = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const preload = path.join(import.meta.dirname, 'redirect.mjs');

/**
 * Hosts the built functions in the manner of production. What stands in for Google is reached by its real names and
 * verifies nothing itself; that TLS leads to the true Google is not covered, nor its keys' rotation.
 */
export async function startHostileInstance(target: {
  readonly projectId: string;
  readonly firestoreHost: string;
}): Promise<HostileInstance> {
  const { projectId, firestoreHost } = target;
  const issuer = createTokenIssuer({ projectId });
  const google = await startGoogleDouble({ issuer });
  // Without an address it holds its events: nobody but the attacker writes.
  const stripe = await startStripeDouble({ webhookSecret: functionSecrets['STRIPE_WEBHOOK_SECRET'] ?? '' });
  const standIns = Object.fromEntries([
    ...googleHosts.map(host => [host, google.port] as const),
    ['api.stripe.com', stripe.port] as const,
  ]);
  const env = {
    ...definedOf(deployedEnvironment()),
    ...emulatorEnvironment({ projectId, firestoreHost }),
    ...functionSecrets,
    METADATA_SERVER_DETECTION: 'assume-present',
    GCE_METADATA_HOST: `${loopback}:${google.port}`,
    WEB_ORIGINS: webOrigin,
    PUBLIC_BASE_URL: `${webOrigin}/verify`,
    SCHOOL_NAME: 'Seatbelt Driver Education',
    SEATBELT_STAND_INS: JSON.stringify(standIns),
  };
  const stopDoubles = () => Promise.all([google.stop(), stripe.stop()]);
  try {
    const door = await startFrontDoor({ env, manner: 'production', nodeArguments: ['--import', preload] });
    door.crashed.catch(() => undefined);
    const [url = ''] = door.urls;
    const stop = async () => {
      await door.stop();
      await stopDoubles();
    };
    return { url, projectId, firestoreHost, issuer, stripe: stripe.control, crashed: door.crashed, stop };
  } catch (error) {
    await stopDoubles();
    throw error;
  }
}
