import type { Actor } from './actors.ts';
import type { Browser } from './rules-world.ts';

/** Something a browser tries, told as the business would tell it. */
export interface BrowserAttempt {
  readonly name: string;
  readonly as: Actor;
  readonly run: (browser: Browser) => Promise<unknown>;
}
