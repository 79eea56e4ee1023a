import { z } from 'zod';

// What a measuring command leaves behind for the report: figures that were seen, and nothing that was not.

const Count = z.number().int().nonnegative();
const Figure = z.number();

/** How one way of doing the work did. Latencies count callers that got an error, too. */
const Subject = z.strictObject({
  p50Ms: Figure,
  p95Ms: Figure,
  p99Ms: Figure.optional(),
  maxMs: Figure.optional(),
  perSecond: Figure,
  errors: Count,
  lost: Count.optional(),
  doubled: Count.optional(),
  /** Of `latencyHistogram`; left out where single latencies were not kept. */
  histogram: z.array(Count).optional(),
});

/** Counts per bin since the start, so that a picture shows what happened when. */
const Timeline = z.strictObject({
  secondsPerBin: z.number().positive(),
  series: z.record(z.string(), z.array(Figure)),
  /** What was done to the system meanwhile: an instance killed, the emulator paused. */
  marks: z.array(z.strictObject({ atSeconds: Figure, what: z.string() })),
});

/** Lines over one quantity: latency over the number of clients, conflicts over instances. */
const Curve = z.strictObject({
  title: z.string(),
  x: z.string(),
  y: z.string(),
  series: z.record(z.string(), z.array(z.tuple([Figure, Figure]))),
});

const Bar = z.strictObject({
  what: z.string(),
  must: z.strictObject({ kind: z.enum(['atMost', 'atLeast', 'exactly']), value: Figure }),
  measured: Figure,
  unit: z.string(),
});

const Listing = z.strictObject({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
});

export const Machine = z.strictObject({
  cpu: z.string(),
  cores: Count,
  memoryGiB: Figure,
  os: z.string(),
  node: z.string(),
  java: z.string(),
  versions: z.record(z.string(), z.string()),
});

/** One run of one measuring command. */
export const RunRecord = z.strictObject({
  /** Also the file's name: `hot-enrollment`, `load-scenario-3`, `mutation-money`. */
  name: z.string().regex(/^[a-z0-9-]{1,60}$/),
  kind: z.enum(['bench', 'load', 'faults', 'simulation', 'mutation', 'sabotage', 'hostile', 'web', 'tests']),
  /** One sentence for people: what was done. */
  summary: z.string(),
  startedAt: z.iso.datetime(),
  seconds: z.number().nonnegative(),
  commit: z.string(),
  machine: Machine,
  /** By name; ours and the peers of the same run. */
  subjects: z.record(z.string(), Subject).default({}),
  ratios: z.record(z.string(), Figure).default({}),
  measures: z.record(z.string(), Figure).default({}),
  timeline: Timeline.optional(),
  curves: z.array(Curve).default([]),
  /** Invariants: how often each was looked at, how often it did not hold. */
  checks: z.array(z.strictObject({ invariant: z.string(), checked: Count, broken: Count })).default([]),
  bars: z.array(Bar).default([]),
  listings: z.array(Listing).default([]),
  notes: z.array(z.string()).default([]),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** What a command says itself; the rest is found out when the record is saved. */
export type RunReport = Omit<z.input<typeof RunRecord>, 'commit' | 'machine'>;
