import path from 'node:path';
import { SetupError } from '../../setup/setup-error.mjs';
import { lastLines, startChild } from '../../stack/child.ts';
import type { Wire } from './plan.ts';
import { FromProxy, type ToProxy } from './proxy-protocol.ts';
import { wireFaults } from './wire-faults.ts';

export type Counts = Omit<Extract<FromProxy, { kind: 'counts' }>, 'kind'>;

export type ProxyProcess = {
  /** What the functions take for Firestore. */
  readonly host: string;
  readonly setWire: (input: { wire: Wire; seed: number }) => void;
  /** No faults any more; who waits in vain is let go. */
  readonly clear: () => void;
  /** What it has done so far, a moment ago. */
  readonly counts: () => Counts;
  readonly stop: () => Promise<void>;
};

/** Starts the proxy between the functions and Firestore, in a process of its own. */
export async function startProxyProcess({ upstream }: { upstream: string }): Promise<ProxyProcess> {
  const child = startChild({
    name: 'fault-proxy',
    command: process.execPath,
    args: [path.join(import.meta.dirname, 'proxy-process.ts'), upstream],
    messages: true,
    graceMs: 2_000,
  });
  let counts: Counts = { hits: 0, commits: 0, byFault: {} };
  const listening = Promise.withResolvers<string>();
  child.onMessage(received => {
    const message = FromProxy.parse(received);
    if (message.kind === 'listening') listening.resolve(message.host);
    else counts = message;
  });
  void child.exited.then(how => {
    const said = lastLines({ logFile: child.logFile, count: 5 });
    listening.reject(new SetupError(`The fault proxy ended with ${how} (${child.logFile}):\n${said}`));
  });
  listening.promise.catch(() => undefined);
  const tell = (message: ToProxy) => {
    if (!child.hasExited()) child.send(message);
  };
  return {
    host: await listening.promise,
    setWire: input => tell({ kind: 'plan', faults: [...wireFaults(input)] }),
    clear: () => tell({ kind: 'clear' }),
    counts: () => counts,
    stop: child.stop,
  };
}
