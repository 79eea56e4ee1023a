import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { currentPlace, hostedWorld, isHosting } from './hosting.ts';

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  sleep: timers.setTimeout,
  dateNow: Date.now,
  performanceNow: performance.now.bind(performance),
  random: Math.random,
  randomUUID: crypto.randomUUID,
  randomInt: crypto.randomInt,
  randomBytes: crypto.randomBytes,
  scrypt: crypto.scrypt,
};

/** The machine's own time, for telling how fast a simulation is. */
export const realNowMs = (): number => real.performanceNow();

class VirtualTimer {
  readonly #callOff: () => void;

  constructor(work: () => void, delayMs: number) {
    const place = currentPlace();
    this.#callOff = hostedWorld().scheduler.after(delayMs, () => {
      if (place === undefined || place.instance.isAlive) work();
    });
  }

  unref(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  close(): void {
    this.#callOff();
  }
}

function setVirtualTimeout(work: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): unknown {
  if (!isHosting()) return real.setTimeout(work, delayMs, ...args);
  return new VirtualTimer(() => work(...args), delayMs);
}

function clearVirtualTimeout(timer: NodeJS.Timeout | VirtualTimer | undefined): void {
  if (timer instanceof VirtualTimer) timer.close();
  else real.clearTimeout(timer);
}

function sleepVirtually(
  delayMs: number,
  value: unknown,
  options: { signal?: AbortSignal } = {},
): Promise<unknown> {
  if (!isHosting()) return real.sleep(delayMs, value, options);
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const timer = new VirtualTimer(() => resolve(value), delayMs);
    const onAbort = () => {
      timer.close();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** A clock may be off, and differently in each process; elapsed time is not. */
const wallNow = (): number =>
  isHosting() ? hostedWorld().scheduler.now() + (currentPlace()?.instance.skewMs ?? 0) : real.dateNow();

const bytes = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, () => hostedWorld().chance.below(256)));

/** As slow as a plain hash: a simulation guesses no passwords. The same for the same input, which is all that counts. */
function quickKey(text: string, salt: string, length: number, _options: object, done: unknown): void {
  const key = crypto.createHash('sha256').update(`${salt}\n${text}`).digest().subarray(0, length);
  queueMicrotask(() => {
    if (typeof done === 'function') done(null, key);
  });
}

let isInstalled = false;

/**
 * Puts the scheduler's time and the seed's chance in place of the machine's, for all code of this process: the lane's
 * deadlines and waits, the product's clock, ids and salts. To be called before the product is loaded, since some of it
 * keeps what it finds. Outside of a run everything is as usual.
 */
export function installVirtualTime(): void {
  if (isInstalled) return;
  isInstalled = true;
  Object.assign(globalThis, { setTimeout: setVirtualTimeout, clearTimeout: clearVirtualTimeout });
  Object.assign(Date, { now: wallNow });
  Object.assign(performance, {
    now: () => (isHosting() ? hostedWorld().scheduler.now() : real.performanceNow()),
  });
  Object.assign(Math, { random: () => (isHosting() ? hostedWorld().chance.unit() : real.random()) });
  Object.assign(timers, { setTimeout: sleepVirtually });
  Object.assign(crypto, {
    randomUUID: () => (isHosting() ? hostedWorld().chance.uuid() : real.randomUUID()),
    randomInt: (bound: number) => (isHosting() ? hostedWorld().chance.below(bound) : real.randomInt(bound)),
    randomBytes: (count: number) => (isHosting() ? bytes(count) : real.randomBytes(count)),
    scrypt: quickKey,
  });
  syncBuiltinESMExports();
}
