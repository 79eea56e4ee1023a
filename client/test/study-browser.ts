import { SessionTracker } from '../src/session-tracker.ts';
import type { Channel } from '../src/tab-election.ts';
import type { TrackerHost } from '../src/tracker-host.ts';
import type { SessionTrackerOptions } from '../src/tracker-options.ts';
import { FakeNetwork } from './browser.ts';
import { FakeLocks } from './fake-locks.ts';
import { StudyServer } from './study-server.ts';
import { VirtualClock } from './virtual-clock.ts';

type OnMessage = (message: unknown) => void;

/** A browser with any number of tabs, a server behind it, and time that a test lets pass. */
export class StudyBrowser {
  readonly clock = new VirtualClock();
  readonly server = new StudyServer(this.clock);
  readonly network = new FakeNetwork();
  readonly #locks: FakeLocks | undefined;
  readonly #channels = new Map<string, Set<OnMessage>>();

  constructor(input: { hasLocks?: boolean } = {}) {
    this.#locks = input.hasLocks === false ? undefined : new FakeLocks();
  }

  open(name: string, options: Partial<SessionTrackerOptions> = {}): StudyTab {
    return new StudyTab({ browser: this, name, options });
  }

  hostOf(tab: StudyTab): TrackerHost {
    return {
      locks: this.#locks?.locks,
      openChannel: (name, onMessage) => this.#openChannel(name, onMessage),
      network: this.network,
      watchActivity: listener => tab.keep('signOfLife', listener),
      watchPage: ({ left, restored, shown }) => {
        const ends = [tab.keep('left', left), tab.keep('restored', restored), tab.keep('shown', shown)];
        return () => {
          for (const end of ends) end();
        };
      },
      sendBeacon: (_url, token) => this.server.beacon(token),
      newId: () => crypto.randomUUID(),
      device: () => 'a browser',
    };
  }

  #openChannel(name: string, onMessage: OnMessage): Channel {
    const all = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, all);
    // A message reaches the others, never its sender, and not at once.
    const own: OnMessage = message => onMessage(message);
    all.add(own);
    return {
      post: message => {
        const others = [...all].filter(each => each !== own);
        void Promise.resolve().then(() => {
          for (const other of others) if (all.has(other)) other(message);
        });
      },
      close: () => all.delete(own),
    };
  }
}

type PageEvent = 'signOfLife' | 'left' | 'restored' | 'shown';

/** One tab that studies. */
export class StudyTab {
  readonly tracker: SessionTracker;
  readonly heard: string[] = [];
  readonly #listeners = new Map<PageEvent, Set<() => void>>();

  constructor(input: { browser: StudyBrowser; name: string; options: Partial<SessionTrackerOptions> }) {
    const { browser, name, options } = input;
    this.tracker = new SessionTracker({
      seatbelt: browser.server.callsFrom(name),
      userId: 'ada',
      courseId: 'ohio',
      clock: browser.clock,
      host: browser.hostOf(this),
      ...options,
    });
    this.tracker.on('state', ({ phase }) => {
      if (this.heard.at(-1) !== phase) this.heard.push(phase);
    });
  }

  keep(event: PageEvent, listener: () => void): () => void {
    const all = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, all);
    all.add(listener);
    return () => all.delete(listener);
  }

  /** Something that happens to the page. */
  happen(event: PageEvent): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener();
  }
}
