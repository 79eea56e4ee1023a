import { coldStart } from './cold-start.ts';
import { heartbeats } from './heartbeats.ts';
import { hotEnrollment } from './hot-enrollment.ts';
import { lastSeats } from './last-seats.ts';
import { memory } from './memory.ts';
import { reconcile } from './reconcile.ts';
import type { Bench } from './result.ts';
import { scale } from './scale.ts';
import { uncontended } from './uncontended.ts';
import { units } from './units.ts';
import { webhook } from './webhook.ts';

/** In the order in which `npm run bench` runs them. */
export const benches: readonly Bench[] = [
  {
    name: 'hot-enrollment',
    summary: '1,000 payments to one enrollment at once, then all of them again; memory of the instance',
    run: context => hotEnrollment({ name: 'hot-enrollment', instances: 1, maxRatio: 0.1 }, context),
  },
  {
    name: 'hot-enrollment-4',
    summary: 'the same from 4 processes',
    run: context => hotEnrollment({ name: 'hot-enrollment-4', instances: 4, maxRatio: 0.25 }, context),
  },
  { name: 'last-seats', summary: '1,000 students want 30 seats at once', run: lastSeats },
  {
    name: 'uncontended',
    summary: 'one payment after the other, beside a raw read and batched commit',
    run: uncontended,
  },
  {
    name: 'heartbeats',
    summary: 'a heartbeat of each of 2,000 students from 4 processes, beside a raw read and batched commit',
    run: heartbeats,
  },
  {
    name: 'units',
    summary: '100 clients want one of 60 hours of driving at once, in one instance and in 4 processes',
    run: units,
  },
  {
    name: 'webhook',
    summary: '1,000 signed events through the front door, 50 at a time, beside a bare webhook hosted alike',
    run: webhook,
  },
  {
    name: 'scale',
    summary:
      '1, 2 and 4 instances, 100 to 10,000 students: latency, conflicts and billed documents per request',
    run: scale,
  },
  {
    name: 'memory',
    summary: 'what an instance of 256 MiB holds: idle, under a burst, after 10,000 commands',
    run: memory,
  },
  {
    name: 'cold-start',
    summary: 'each function alone in a process, from its start to its first answer, beside an empty one',
    run: coldStart,
  },
  {
    name: 'reconcile',
    summary:
      '100,000 enrollments recounted by scripts/reconcile.ts; its memory (BENCH_ENROLLMENTS=N for another number)',
    run: reconcile,
  },
];
