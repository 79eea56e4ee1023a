import type { Actor, Cast } from '../callers.ts';
import type { Endpoint } from '../endpoints.ts';
import type { HostileInstance } from '../instance/hostile-instance.ts';

/** What is attacked, and whose things it is about. */
export interface Target {
  readonly endpoint: Endpoint;
  readonly instance: HostileInstance;
  readonly cast: Cast;
}

/** A callable with what would succeed there. */
export interface CallableTarget extends Target {
  /** Who may do it: what is right about everything but one thing is sent by them. */
  readonly doer: Actor;
  readonly body: object;
  /** As `doer` sends it. */
  readonly headers: Readonly<Record<string, string>>;
}
