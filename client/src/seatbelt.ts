import type { FirebaseApp } from 'firebase/app';
import { Caller } from './caller.ts';
import { systemClock } from './clock.ts';
import { callableNames, type Methods } from './contract/methods.ts';
import { browserNetwork } from './network.ts';
import type { CallOptions, SeatbeltOptions } from './options.ts';
import { browserStorage, SafeStorage } from './safe-storage.ts';
import { firebaseTransport } from './transport.ts';

const DEFAULT_REGION = 'us-central1';

/**
 * One method for each callable, by its name in the contract, and where they are.
 *
 * A method resolves with the server's answer and rejects with a `SeatbeltError`, never with anything else. It may be
 * called twice for the same wish: both get the same answer, and it happens once.
 */
export type Seatbelt = Methods & {
  readonly app: FirebaseApp;
  readonly projectId: string;
  /** Where `navigator.sendBeacon` ends a session. */
  readonly beaconUrl: string;
};

/**
 * Connects to the functions of the app's project. Sign-in is the app's own: whoever is signed in with `firebase/auth`
 * calls. To be called once for an app.
 * @throws Error where the app has no project
 */
export function createSeatbelt(app: FirebaseApp, options: SeatbeltOptions = {}): Seatbelt {
  const { projectId } = app.options;
  if (projectId === undefined) throw new Error('The app has no projectId.');
  const { region = DEFAULT_REGION } = options;
  const functionsOrigin = options.functionsOrigin?.replace(/\/+$/, '');
  const baseUrl = functionsOrigin && `${functionsOrigin}/${projectId}/${region}`;
  const caller = new Caller({
    transport: firebaseTransport({ app, functionsAt: baseUrl || region }),
    network: browserNetwork,
    clock: systemClock,
    storage: new SafeStorage(options.storage ?? browserStorage()),
    newId: () => crypto.randomUUID(),
    onCall: options.onCall,
  });
  return {
    ...methodsOf(caller),
    app,
    projectId,
    beaconUrl: `${baseUrl || `https://${region}-${projectId}.cloudfunctions.net`}/sessionBeacon`,
  };
}

/**
 * One method for each callable. What it answers the server has made by the schema that the type was written from; it is
 * not checked again here, and that the list is complete is checked by a test.
 */
export function methodsOf(caller: Pick<Caller, 'call'>): Methods {
  const methods: Methods = Object.create(null);
  for (const name of callableNames) {
    const method = (request: object, options: CallOptions = {}) => caller.call({ name, request, options });
    Object.assign(methods, { [name]: method });
  }
  return methods;
}
