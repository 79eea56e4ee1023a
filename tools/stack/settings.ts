/** The names under which everything local runs. A `demo-` project can never reach a real one. */
export const localProjectId = 'demo-seatbelt';
export const region = 'us-central1';

/** Made-up values, the same on every machine: they open nothing but the local Stripe double. */
export const stripeSecretKey = 'sk_test_local_double';
export const stripeWebhookSecret = 'whsec_local_double';

/** Addresses that `npm start` keeps the same from run to run, where they are free. */
export const wishedPorts = {
  auth: 9099,
  firestore: 8080,
  functions: 5001,
  frontDoor: 5002,
  stripe: 12111,
  web: 5000,
};

/** Both names of the pages' address: people type either, and a checkout returns to no other. */
export const webOriginsAt = (port: number): readonly string[] => [
  `http://127.0.0.1:${port}`,
  `http://localhost:${port}`,
];

/** Where the pages are unless the port is taken. */
export const usualWebOrigin = `http://127.0.0.1:${wishedPorts.web}`;

/** What every local process needs to find the emulators, and nothing else. */
export function emulatorEnvironment(input: {
  projectId: string;
  firestoreHost: string;
  authHost?: string;
}): Record<string, string> {
  return {
    // Both names are read, the second one first: a project set in the caller's shell must not get in.
    GCLOUD_PROJECT: input.projectId,
    GOOGLE_CLOUD_PROJECT: input.projectId,
    FIRESTORE_EMULATOR_HOST: input.firestoreHost,
    ...(input.authHost === undefined ? {} : { FIREBASE_AUTH_EMULATOR_HOST: input.authHost }),
    // Without it Google's libraries look for a metadata server and wait for its answer.
    METADATA_SERVER_DETECTION: 'none',
  };
}

/** Parameters of the functions that are not secret. */
export function functionParameters(input: {
  stripeUrl: string;
  baseUrl: string;
  webPort?: number;
}): Record<string, string> {
  const { stripeUrl, baseUrl, webPort = wishedPorts.web } = input;
  return {
    STRIPE_API_HOST: stripeUrl,
    WEB_ORIGINS: webOriginsAt(webPort).join(','),
    PUBLIC_BASE_URL: `${baseUrl}/verifyCertificate`,
    SCHOOL_NAME: 'Seatbelt Driver Education',
  };
}

export const functionSecrets: Readonly<Record<string, string>> = {
  STRIPE_SECRET_KEY: stripeSecretKey,
  STRIPE_WEBHOOK_SECRET: stripeWebhookSecret,
};
