import type { FirebaseApp } from 'firebase/app';
import { type Auth, getAuth } from 'firebase/auth';
import { getFunctions, httpsCallable } from 'firebase/functions';

/** Longer than a cold start; after it the same request is sent again, under the same id. */
const ATTEMPT_TIMEOUT_MS = 15_000;
/** A whole document, or all that is known of somebody. */
const DOCUMENT_TIMEOUT_MS = 60_000;
const isDocument = (name: string): boolean => /^export|Pdf$/.test(name);

/** Firebase, as far as calls need it. */
export interface Transport {
  /** One attempt: resolves with the answer, rejects as Firebase does. */
  send(input: { name: string; data: object }): Promise<unknown>;
  /** Gets a fresh token. @returns false where nobody is signed in */
  refreshSignIn(): Promise<boolean>;
  /** Of whoever is signed in; undefined for nobody. */
  uid(): string | undefined;
  /** Resolves once it is known who is signed in. */
  ready(): Promise<void>;
}

export function firebaseTransport(input: {
  app: FirebaseApp;
  /** A region of Google's, or an address up to a function's name. */
  functionsAt: string;
}): Transport {
  const functions = getFunctions(input.app, input.functionsAt);
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
