import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lanes } from '../../../functions/src/commit/index.ts';
import type { Random } from '../time/random.ts';
import type { Scheduler } from '../time/scheduler.ts';

/** One simulated process: an instance of Cloud Run. What runs in it stops when it dies, wherever it waits. */
export interface Instance {
  readonly name: string;
  readonly isAlive: boolean;
  readonly lanes: Lanes;
  /** How far its clock is off. */
  readonly skewMs: number;
}

/** Where the code that asks is running, and for whom. */
export interface Place {
  readonly instance: Instance;
  /** Who called; `system` for triggers, sweeps and webhooks. */
  readonly uid: string;
}

export type RpcKind = 'begin' | 'read' | 'commit' | 'rollback' | 'query';

/** An RPC on its way: what it does on arrival, telling `end` its answer then or later. */
export interface Rpc<T> {
  readonly kind: RpcKind;
  readonly arrive: (end: (answer: T | Error) => void) => void;
}

/** What the product's edges are replaced by while a run goes on. */
export interface HostedWorld {
  readonly scheduler: Scheduler;
  readonly chance: Random;
  /** Between a process and the database. */
  send<T>(rpc: Rpc<T>): Promise<T>;
  /** Of Stripe's SDK: by the name of its call. */
  stripe(call: string, parameters: object, idempotencyKey: string | undefined): Promise<object>;
  /** Documents as a query finds them. */
  readonly documents: {
    data(path: string): Readonly<Record<string, unknown>> | undefined;
    pathsIn(collection: string): ReadonlySet<string>;
    pathsInGroup(name: string): ReadonlySet<string>;
  };
  /** A line of the product's log that tells of a bug. */
  onError(event: string, error: unknown): void;
}

const places = new AsyncLocalStorage<Place>();
let current: HostedWorld | undefined;

export const isHosting = (): boolean => current !== undefined;

export function hostedWorld(): HostedWorld {
  if (current === undefined) throw new Error('The product was asked outside of a simulation.');
  return current;
}

export function host(world: HostedWorld | undefined): void {
  current = world;
}

export const currentPlace = (): Place | undefined => places.getStore();

/** Runs the work in a process; whatever it awaits goes on there. */
export const runIn = <T>(place: Place, work: () => T): T => places.run(place, work);
