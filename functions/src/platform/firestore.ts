import { Firestore, type Settings } from '@google-cloud/firestore';

/**
 * One RPC may take this long. A black-holed answer stalls the default client for a minute, longer than a
 * function lives; the lane asks again long before.
 */
export const RPC_TIMEOUT_MS = 4_000;

/** When a call that is made now has had its time. By the machine's clock, which is also gRPC's. */
export const rpcDeadline = ({ timeoutMs }: { timeoutMs: number }): number => Date.now() + timeoutMs;

const attemptOnce = { timeout_millis: RPC_TIMEOUT_MS, retry_codes_name: 'none', retry_params_name: 'once' };

/** Commits are the lane's alone, over a client of its own (`commit/wire`); should one pass here, it is tried once. */
const clientConfig = ({ queryTimeoutMs }: { queryTimeoutMs: number }) => ({
  interfaces: {
    'google.firestore.v1.Firestore': {
      retry_codes: { none: [], non_idempotent: [], idempotent: [] },
      retry_params: {
        once: {
          initial_retry_delay_millis: 100,
          retry_delay_multiplier: 1.3,
          max_retry_delay_millis: 1_000,
          initial_rpc_timeout_millis: RPC_TIMEOUT_MS,
          rpc_timeout_multiplier: 1,
          max_rpc_timeout_millis: RPC_TIMEOUT_MS,
          total_timeout_millis: RPC_TIMEOUT_MS,
        },
      },
      methods: {
        BatchGetDocuments: attemptOnce,
        BeginTransaction: attemptOnce,
        Commit: attemptOnce,
        Rollback: attemptOnce,
        RunQuery: { ...attemptOnce, timeout_millis: queryTimeoutMs },
      },
    },
  },
});

/** Where to connect. `host` is for tests that put something between; otherwise the environment decides. */
export interface FirestoreTarget {
  readonly projectId?: string;
  readonly host?: string;
  /** How long a query may take; 20 s unless told. */
  readonly queryTimeoutMs?: number;
}

/**
 * A client for queries and single reads outside the lane, whose calls end under a function's own deadline. The SDK
 * repeats a failed read by itself for some seconds, whatever it is told: harmless, since it is only a read.
 */
export function openFirestore(target: FirestoreTarget = {}): Firestore {
  const { queryTimeoutMs = 20_000 } = target;
  const settings: Settings = { clientConfig: clientConfig({ queryTimeoutMs }) };
  if (target.projectId !== undefined) settings.projectId = target.projectId;
  if (target.host !== undefined) {
    // The emulator takes any caller for the owner who says so; production hosts are never passed in here.
    Object.assign(settings, {
      host: target.host,
      ssl: false,
      customHeaders: { Authorization: 'Bearer owner' },
    });
  }
  return new Firestore(settings);
}

let shared: Firestore | undefined;

/** The process's one client, opened at first use so that a cold start does not pay for it. */
export function firestore(): Firestore {
  shared ??= openFirestore();
  return shared;
}
