import { localProjectId, region } from './settings.ts';

/** What `web/src/shared/config.ts` reads from `/config.json`. */
export type LocalPageConfig = {
  firebase: { apiKey: string; authDomain: string; projectId: string; appId: string };
  region: string;
  stripePublishableKey: null;
  appCheckSiteKey: null;
  local: { authOrigin: string; firestoreHost: string; functionsOrigin: string; stripeOrigin: string };
};

/** Tells the pages where everything of this run is. Keys are made up: the emulators ask for none. */
export function localPageConfig(addresses: {
  authHost: string;
  firestoreHost: string;
  functionsOrigin: string;
  stripeUrl: string;
}): LocalPageConfig {
  const { authHost, firestoreHost, functionsOrigin, stripeUrl } = addresses;
  return {
    firebase: {
      apiKey: 'local',
      authDomain: `${localProjectId}.firebaseapp.com`,
      projectId: localProjectId,
      appId: '1:1:web:1',
    },
    region,
    stripePublishableKey: null,
    appCheckSiteKey: null,
    local: { authOrigin: `http://${authHost}`, firestoreHost, functionsOrigin, stripeOrigin: stripeUrl },
  };
}
