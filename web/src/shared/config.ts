import { noteServerTime } from './server-clock.ts';

/** What a page has to know of where it runs; `docs/operations.md` says what belongs in `config.json`. */
export interface PageConfig {
  readonly firebase: {
    readonly apiKey: string;
    readonly authDomain: string;
    readonly projectId: string;
    readonly appId: string;
  };
  readonly region: string;
  readonly stripePublishableKey: string | null;
  readonly appCheckSiteKey: string | null;
  /** Where everything is on the developer's own machine; null in production. */
  readonly local: LocalAddresses | null;
}

export interface LocalAddresses {
  readonly authOrigin: string;
  readonly firestoreHost: string;
  readonly functionsOrigin: string;
  readonly stripeOrigin: string;
}

/** Where the Firestore emulator listens. */
export function firestoreAddress({ firestoreHost }: LocalAddresses): { host: string; port: number } {
  const [host = '127.0.0.1', port = '8080'] = firestoreHost.split(':');
  return { host, port: Number(port) };
}

/** @throws Error with a sentence for whoever set the page up, if the file is missing or not filled in */
export async function loadConfig(): Promise<PageConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`config.json answered ${response.status}.`);
  noteServerTime({ headers: response.headers, receivedAt: new Date() });
  const config: PageConfig = await response.json();
  if (config.firebase.projectId === '') throw new Error('config.json names no project yet.');
  return config;
}
