/** What is done to the product besides asking it. Each can be left out, to see whether a failure needs it. */
export const hostilities = [
  'faults',
  'crashes',
  'duplicates',
  'reused-ids',
  'webhooks',
  'clocks',
  'staff',
  'sweeps',
] as const;
export type Hostility = (typeof hostilities)[number];

/** All that a run is a function of. */
export interface RunPlan {
  readonly seed: string;
  /** Events after which the faults stop; the run then comes to its end. */
  readonly steps: number;
  readonly without: ReadonlySet<Hostility>;
  /** Only these lives are led, by their number; all if undefined. */
  readonly lives: readonly number[] | undefined;
}
