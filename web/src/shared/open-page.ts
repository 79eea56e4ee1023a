import { createSeatbelt, type Seatbelt } from '../../../client/src/index.ts';
import type { PageConfig } from './config.ts';
import { enforceAppCheck, type Firebase, openFirebase } from './firebase.ts';
import { nextTurn } from './next-turn.ts';

export interface Page extends Firebase {
  readonly config: PageConfig;
  readonly seatbelt: Seatbelt;
  /** Firestore's code with the live reads, loaded when something is first read. */
  readonly liveReads: () => Promise<typeof import('./live-reads.ts')>;
}

/** Everything a page works with, made once before the first picture. */
export async function openPage(config: PageConfig): Promise<Page> {
  const firebase = openFirebase(config);
  const { local, appCheckSiteKey } = config;
  if (appCheckSiteKey !== null) await enforceAppCheck({ app: firebase.app, siteKey: appCheckSiteKey });
  await nextTurn();
  const origin = local === null ? {} : { functionsOrigin: local.functionsOrigin };
  const seatbelt = createSeatbelt(firebase.app, { region: config.region, ...origin });
  let loading: Promise<typeof import('./live-reads.ts')> | undefined;
  const liveReads = (): Promise<typeof import('./live-reads.ts')> => {
    loading ??= import('./live-reads.ts').then(live => {
      live.connectFirestore({ seatbelt, local });
      return live;
    });
    // Without a network the code cannot come: the next read tries again.
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  return { ...firebase, config, seatbelt, liveReads };
}
