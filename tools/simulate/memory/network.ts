import type { Rpc, RpcKind } from '../hosted/hosting.ts';
import type { Random } from '../time/random.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { StatusError, type StatusName } from './status-error.ts';

/** Codes with which a call may end although it did its work, or did nothing. */
const wrongCodes: readonly StatusName[] = [
  'UNAVAILABLE',
  'UNAVAILABLE',
  'UNKNOWN',
  'INTERNAL',
  'CANCELLED',
  'ABORTED',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'UNAUTHENTICATED',
];

export const faultKinds = [
  'requestLost',
  'answerLost',
  'answerSwallowed',
  'requestSwallowed',
  'late',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** How bad the network is at the moment; the world changes it as time goes by. */
export interface Weather {
  /** Of all calls, so many meet a fault. */
  readonly faultShare: number;
  readonly typicalMs: number;
}

interface Trip<T> {
  readonly rpc: Rpc<T>;
  /** Whether the caller is still there to hear it. */
  readonly isHeard: () => boolean;
  readonly resolve: (answer: T) => void;
  readonly reject: (error: Error) => void;
}

/** What lies between a process and the database: latency, and all ways in which a call goes wrong. */
export class Network {
  weather: Weather = { faultShare: 0, typicalMs: 5 };
  /** Told of every fault that is made, for the trace and the counts. */
  onFault: (fault: { kind: FaultKind; rpc: RpcKind; code: StatusName | undefined }) => void = () => undefined;
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #timeoutMs: number;

  constructor(input: { scheduler: Scheduler; random: Random; timeoutMs: number }) {
    this.#scheduler = input.scheduler;
    this.#random = input.random;
    this.#timeoutMs = input.timeoutMs;
  }

  send<T>({ rpc, isHeard }: { rpc: Rpc<T>; isHeard: () => boolean }): Promise<T> {
    return new Promise((resolve, reject) => {
      const callOff = this.#scheduler.after(this.#timeoutMs, () => {
        if (isHeard()) reject(new StatusError('DEADLINE_EXCEEDED', 'nobody answered in time'));
      });
      const once =
        <V>(settle: (value: V) => void) =>
        (value: V) => {
          callOff();
          if (isHeard()) settle(value);
        };
      this.#travel({ rpc, isHeard, resolve: once(resolve), reject: once(reject) });
    });
  }

  #travel<T>(trip: Trip<T>): void {
    const isBad = this.#random.chance(this.weather.faultShare);
    const fault = isBad ? this.#random.pick(faultKinds) : undefined;
    const code =
      fault === 'requestLost' || fault === 'answerLost' ? this.#random.pick(wrongCodes) : undefined;
    if (fault !== undefined) this.onFault({ kind: fault, rpc: trip.rpc.kind, code });
    const outMs = this.#latencyMs();
    switch (fault) {
      case 'requestLost':
        this.#scheduler.after(outMs, () =>
          trip.reject(new StatusError(code ?? 'UNAVAILABLE', 'lost on its way')),
        );
        return;
      case 'requestSwallowed':
        return;
      case 'late':
        // After the caller gave up, as a commit does that was stuck on its way.
        this.#arrive({ trip, afterMs: outMs + this.#random.between(500, 9_000), code: undefined });
        return;
      case 'answerLost':
        this.#arrive({ trip, afterMs: outMs, code });
        return;
      case 'answerSwallowed':
        this.#scheduler.after(outMs, () => trip.rpc.arrive(() => undefined));
        return;
      case undefined:
        this.#arrive({ trip, afterMs: outMs, code: undefined });
    }
  }

  #arrive<T>(input: { trip: Trip<T>; afterMs: number; code: StatusName | undefined }): void {
    const { trip, afterMs, code } = input;
    const land = () =>
      trip.rpc.arrive(answer => {
        const told = code === undefined ? answer : new StatusError(code, 'the answer was lost');
        this.#scheduler.after(this.#latencyMs(), () => {
          if (told instanceof Error) trip.reject(told);
          else trip.resolve(told);
        });
      });
    this.#scheduler.after(afterMs, () => {
      // What a process sent before it died may be under way, or may not have left it.
      if (trip.isHeard() || this.#random.chance(0.5)) land();
    });
  }

  #latencyMs(): number {
    return this.#random.waitMs({ typicalMs: this.weather.typicalMs, longestMs: 3_000 });
  }
}
