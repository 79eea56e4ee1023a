import { endAll, listen } from './listen.ts';
import { browserNetwork, type Network } from './network.ts';
import type { Channel, Locks } from './tab-election.ts';

/** The browser, as far as a tracker needs it; tests put another in its place. */
export interface TrackerHost {
  readonly locks: Locks | undefined;
  openChannel(name: string, onMessage: (message: unknown) => void): Channel | undefined;
  readonly network: Network;
  /** Tells of signs of life, once a second at most. @returns what ends it */
  watchActivity(listener: () => void): () => void;
  /** Tells when the page goes away and when it comes back from the browser's cache. @returns what ends it */
  watchPage(listeners: { left: () => void; restored: () => void; shown: () => void }): () => void;
  sendBeacon(url: string, text: string): void;
  newId(): string;
  /** What the student studies on, in a few words. */
  device(): string;
}

const signs = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart'] as const;
const ONCE_MS = 1_000;

export const browserHost: TrackerHost = {
  locks: globalThis.navigator?.locks,
  openChannel: (name, onMessage) => {
    if (globalThis.BroadcastChannel === undefined) return undefined;
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => onMessage(data);
    return { post: message => channel.postMessage(message), close: () => channel.close() };
  },
  network: browserNetwork,
  watchActivity: listener => {
    let lastMs = Number.NEGATIVE_INFINITY;
    return listen(window, signs, ({ timeStamp }) => {
      if (timeStamp - lastMs < ONCE_MS) return;
      lastMs = timeStamp;
      listener();
    });
  },
  watchPage: ({ left, restored, shown }) =>
    endAll([
      listen(window, ['pagehide'], left),
      listen(window, ['pageshow'], event => {
        if (event instanceof PageTransitionEvent && event.persisted) restored();
      }),
      listen(document, ['visibilitychange'], () => {
        if (document.visibilityState === 'visible') shown();
      }),
    ]),
  // Text, so that the browser asks no leave beforehand: there is no time for that.
  sendBeacon: (url, text) => {
    navigator.sendBeacon(url, text);
  },
  newId: () => crypto.randomUUID(),
  device: () => navigator.userAgent.slice(0, 200),
};
