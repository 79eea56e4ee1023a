import { randomUUID } from 'node:crypto';
import {
  type FaultProxy,
  type FirestoreMethod,
  startFaultProxy,
} from '../../../../tools/fault-proxy/index.ts';
import { LaneMetrics, Lanes, type LanesOptions } from '../../../src/commit/index.ts';
import type { Snapshot } from '../../../src/commit/snapshot.ts';
import { FirestoreWire } from '../../../src/commit/wire/firestore-wire.ts';
import { RefusalError } from '../../../src/platform/refusal.ts';
import { RetryBudget, type RetryDeps, systemRetryDeps } from '../../../src/platform/retry/index.ts';

export interface LaneWorld {
  readonly proxy: FaultProxy;
  readonly projectId: string;
  /** Past the proxy: what is really stored, and transactions of a stranger. */
  readonly direct: FirestoreWire;
  /** Lanes of a process of their own, behind the proxy, with a budget that stops no test about something else. */
  newLanes(options?: LanesOptions): Lanes;
  /** Documents as stored, in the order of the paths. */
  read(...paths: readonly string[]): Promise<readonly Snapshot[]>;
  /** Calls that reached the proxy since the last reset. */
  seen(): Readonly<Record<string, number>>;
  /** Ends all faults and closes everything. */
  close(): Promise<void>;
}

const counted: readonly FirestoreMethod[] = ['BatchGetDocuments', 'BeginTransaction', 'Commit'];

/** A fault proxy before the emulator, and lanes behind it. */
export async function openLaneWorld(): Promise<LaneWorld> {
  const upstream = process.env['FIRESTORE_EMULATOR_HOST'];
  if (upstream === undefined)
    throw new Error('FIRESTORE_EMULATOR_HOST must name a running Firestore emulator');
  const projectId = `demo-lane-${randomUUID().slice(0, 8)}`;
  const proxy = await startFaultProxy({ upstream });
  const direct = new FirestoreWire({ target: { projectId, host: upstream }, timeoutMs: 10_000 });
  const opened: Lanes[] = [];
  return {
    proxy,
    projectId,
    direct,
    newLanes: options => {
      const lanes = new Lanes({
        target: { projectId, host: proxy.host },
        budget: ampleBudget(),
        metrics: new LaneMetrics(),
        ...options,
      });
      opened.push(lanes);
      return lanes;
    },
    read: (...paths) => direct.read({ paths }),
    seen: () => Object.fromEntries(counted.map(method => [method, proxy.counts(method).seen])),
    close: async () => {
      proxy.clear();
      proxy.releaseBlackHole();
      await Promise.all(opened.map(lanes => lanes.close()));
      await direct.close();
      proxy.stop();
    },
  };
}

export const ampleBudget = (): RetryBudget => new RetryBudget({ reserve: 1_000_000 });

/** Waits for nothing and notes how long it was asked to. */
export function eager(): { readonly timing: RetryDeps; readonly sleptMs: number[] } {
  const sleptMs: number[] = [];
  const sleep = async (delayMs: number) => {
    sleptMs.push(delayMs);
  };
  return { sleptMs, timing: { ...systemRetryDeps, sleep } };
}

/** A name of its own for every account, bank or request. */
export const unique = (): string => randomUUID().slice(0, 12);

/** A caller's answer as one comparable value: what was applied, or the reason it was refused for. */
export async function told<T>(answer: Promise<T>): Promise<T | string> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.reason;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** When a document was last changed, in nanoseconds: what was committed later has more. */
export function committedAt({ version, path }: Snapshot): bigint {
  if (version === undefined) throw new Error(`${path} does not exist.`);
  return BigInt(String(version.seconds ?? 0)) * 1_000_000_000n + BigInt(version.nanos ?? 0);
}

/** Until it holds; the test's own timeout ends a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await systemRetryDeps.sleep(5);
}
