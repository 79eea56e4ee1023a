import { parts, recordNameOf } from '../mutate/parts.ts';
import type { RunRecord } from '../results/run-record.ts';

/** A run the report asks for. One that was never made is listed as such, with the command that makes it. */
export type ExpectedRun = { name: string; kind: RunRecord['kind']; command: string };

const bench = (name: string): ExpectedRun => ({ name, kind: 'bench', command: `npm run bench -- ${name}` });

const mutation = (part: string): ExpectedRun => ({
  name: recordNameOf(part),
  kind: 'mutation',
  command: `npm run mutate -- --part ${part}`,
});

/** In the order in which the report tells them. */
export const expectedRuns: readonly ExpectedRun[] = [
  { name: 'load-test', kind: 'load', command: 'npm run load-test' },
  { name: 'load-scenario-1', kind: 'load', command: 'npm run load-test:scenario1' },
  { name: 'load-scenario-2', kind: 'load', command: 'npm run load-test:scenario2' },
  { name: 'load-scenario-3', kind: 'load', command: 'npm run load-test:scenario3' },
  { name: 'load-faults', kind: 'faults', command: 'npm run load-test:faults' },
  { name: 'simulate', kind: 'simulation', command: 'npm run simulate' },
  bench('hot-enrollment'),
  bench('hot-enrollment-4'),
  bench('webhook'),
  bench('units'),
  bench('last-seats'),
  bench('uncontended'),
  bench('heartbeats'),
  bench('scale'),
  bench('cold-start'),
  bench('memory'),
  bench('reconcile'),
  { name: 'fuzz', kind: 'hostile', command: 'npm run fuzz' },
  ...parts.map(({ name }) => mutation(name)),
  { name: 'sabotage', kind: 'sabotage', command: 'npm run sabotage' },
  { name: 'web-audit', kind: 'web', command: 'npm run web:audit' },
  { name: 'web-tracker', kind: 'web', command: 'npm run web:tracker' },
];
