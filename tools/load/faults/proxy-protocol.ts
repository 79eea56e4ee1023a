import { z } from 'zod';

const Code = z.enum([
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'ABORTED',
  'INTERNAL',
  'UNAVAILABLE',
  'UNAUTHENTICATED',
]);

const Action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answerLost'), code: Code, details: z.string() }),
  z.strictObject({ kind: z.literal('requestLost'), code: Code, details: z.string() }),
  z.strictObject({ kind: z.literal('blackHole'), isForwarded: z.boolean() }),
]);

const Share = z.strictObject({ kind: z.literal('share'), share: z.number(), seed: z.number() });

/** A fault as it goes to the proxy's process: which calls are meant is told by method and share alone. */
export const WireFault = z.strictObject({
  methods: z.array(z.enum(['Commit', 'BatchGetDocuments', 'RunQuery'])).min(1),
  timing: Share,
  action: Action,
});
export type WireFault = z.infer<typeof WireFault>;

/** What the proxy's process is told. */
export const ToProxy = z.discriminatedUnion('kind', [
  /** These faults and no others from now on. */
  z.strictObject({ kind: z.literal('plan'), faults: z.array(WireFault) }),
  /** The end of all faults: who waits in a black hole is let go. */
  z.strictObject({ kind: z.literal('clear') }),
]);
export type ToProxy = z.infer<typeof ToProxy>;

const Count = z.int().min(0);

/** What it tells: its address once, and now and then what it has done so far. */
export const FromProxy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listening'), host: z.string() }),
  z.strictObject({
    kind: z.literal('counts'),
    /** Calls that met a fault. */
    hits: Count,
    /** Commits that reached the proxy. */
    commits: Count,
    /** By what became of them: `commit: answer lost, UNAVAILABLE`. */
    byFault: z.record(z.string(), Count),
  }),
]);
export type FromProxy = z.infer<typeof FromProxy>;
