import type { FirebaseApp } from 'firebase/app';
import { type Auth, getAuth } from 'firebase/auth';
import { connectFunctionsEmulator, type Functions, getFunctions, httpsCallable } from 'firebase/functions';

/** Longer than a cold start; after it the same request is sent again, under the same id. */
const ATTEMPT_TIMEOUT_MS = 15_000;
/** What is got or exported is a whole document, or all that is known of somebody. */
const DOCUMENT_TIMEOUT_MS = 60_000;
const isDocument = (name: string): boolean => /^(get|export)/.test(name);

/** Firebase, as far as calls need it. */
export interface Transport {
  send(input: { name: string; data: object }): Promise<unknown>;
  refreshSignIn(): Promise<boolean>;
  /** Of whoever is signed in; undefined for nobody. */
  uid(): string | undefined;
  /** Resolves once it is known who is signed in. */
  ready(): Promise<void>;
}

export function firebaseTransport(input: {
  app: FirebaseApp;
  region: string;
  functionsOrigin: string | undefined;
}): Transport {
  const functions = functionsOf(input);
  const auth: Auth = getAuth(input.app);
  return {
    send: async ({ name, data }) => {
      const timeout = isDocument(name) ? DOCUMENT_TIMEOUT_MS : ATTEMPT_TIMEOUT_MS;
      const answer = await httpsCallable<object, unknown>(functions, name, { timeout })(data);
      return answer.data;
    },
    refreshSignIn: async () => {
      const user = auth.currentUser;
      if (user === null) return false;
      await user.getIdToken(true);
      return true;
    },
    uid: () => auth.currentUser?.uid,
    ready: () => auth.authStateReady(),
  };
}

function functionsOf(input: {
  app: FirebaseApp;
  region: string;
  functionsOrigin: string | undefined;
}): Functions {
  const functions = getFunctions(input.app, input.region);
  if (input.functionsOrigin === undefined) return functions;
  const { hostname, port, protocol } = new URL(input.functionsOrigin);
  const usualPort = protocol === 'https:' ? 443 : 80;
  connectFunctionsEmulator(functions, hostname, port === '' ? usualPort : Number(port));
  return functions;
}

/** Where `sessionBeacon` answers. */
export function beaconUrlOf(input: {
  projectId: string;
  region: string;
  functionsOrigin: string | undefined;
}): string {
  const { projectId, region, functionsOrigin } = input;
  return functionsOrigin === undefined
    ? `https://${region}-${projectId}.cloudfunctions.net/sessionBeacon`
    : `${functionsOrigin}/${projectId}/${region}/sessionBeacon`;
}
