import { setTimeout as sleep } from 'node:timers/promises';
import { type Bar, mustBeNone } from './bar.ts';
import { figuresOf, type Round } from './figures.ts';
import { type Instances, startInstances } from './instances.ts';
import { contentionNote } from './notes.ts';
import { errorsOf } from './pay-round.ts';
import type { RoundReport, Sample } from './protocol.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { openCourse } from './school.ts';
import { readRush, type SeatCount, seatCount, seatsTaken } from './seats.ts';

const NAME = 'last-seats';
const STUDENTS = 1_000;
const SEATS = 30;
const WAITING_PLACES = 20;
const ROUNDS = 3;
const WATCH_EVERY_MS = 10;

type RushRound = Round & { report: RoundReport; count: SeatCount; mostTaken: number };

/** A thousand students want one of thirty seats at the same moment. */
export async function lastSeats(context: BenchContext): Promise<BenchResult> {
  const { env } = context;
  const instances = await startInstances({ subject: 'laneEnroll', instances: 1, env, heap: 'asDeployed' });
  const rounds: RushRound[] = [];
  try {
    await rush({ context, instances, run: 'warmUp' });
    for (let index = 1; index <= ROUNDS; index += 1) {
      rounds.push(await rush({ context, instances, run: `round${index}` }));
    }
  } finally {
    await instances.stop();
  }
  const lane = figuresOf(rounds);
  return {
    bench: NAME,
    n: STUDENTS,
    instances: 1,
    subjects: { lane },
    ratios: {},
    rssMiB: Math.round(Math.max(...rounds.map(({ report }) => report.peakRssMiB))),
    bars: [
      { what: 'p95', must: { kind: 'atMost', value: 1_000 }, measured: lane.p95Ms, unit: ' ms' },
      ...rounds.flatMap((round, index) => seatBars({ round, name: `round ${index + 1}` })),
      mustBeNone({ what: 'errors', measured: lane.errors }),
      mustBeNone({ what: 'enrollments answered but not stored', measured: lane.lost }),
      mustBeNone({ what: 'seats sold twice', measured: lane.doubled }),
    ],
    notes: [contentionNote, ...errorsOf(rounds)],
  };
}

async function rush(input: { context: BenchContext; instances: Instances; run: string }): Promise<RushRound> {
  const { context, instances, run } = input;
  const courseId = `${NAME}-${run}`;
  await openCourse({ lanes: context.lanes, courseId, capacity: SEATS, waitlistCapacity: WAITING_PLACES });
  context.say(`${NAME}: ${STUDENTS} students, ${SEATS} seats (${run}) …`);
  const work = { run, courseId, userId: run, first: 0, count: STUDENTS };
  const over = new AbortController();
  const watching = watchSeats({ courseId, until: over.signal });
  const report = await instances.round(work).finally(() => over.abort());
  const mostTaken = await watching;
  const { samples, elapsedMs } = report;
  const count = seatCount(await readRush({ work, samples }));
  return { samples, elapsedMs, report, count, mostTaken, lost: count.missing, doubled: count.soldTwice };
}

/** The most seats seen taken at any moment of the round. */
async function watchSeats({ courseId, until }: { courseId: string; until: AbortSignal }): Promise<number> {
  let most = 0;
  while (!until.aborted) {
    most = Math.max(most, await seatsTaken(courseId));
    await sleep(WATCH_EVERY_MS);
  }
  return Math.max(most, await seatsTaken(courseId));
}

function seatBars({ round, name }: { round: RushRound; name: string }): readonly Bar[] {
  const { count, mostTaken, samples } = round;
  const told = (answer: string): number =>
    samples.filter((sample: Sample) => sample.kind === 'answered' && sample.answer === answer).length;
  const exactly = (what: string, value: number, measured: number): Bar => ({
    what: `${name}: ${what}`,
    must: { kind: 'exactly', value },
    measured,
    unit: '',
  });
  return [
    exactly('students enrolled', SEATS, told('PENDING_PAYMENT')),
    exactly('students waitlisted', WAITING_PLACES, told('WAITLISTED')),
    exactly('students told SOLD_OUT', STUDENTS - SEATS - WAITING_PLACES, told('SOLD_OUT')),
    {
      what: `${name}: seats taken at any moment`,
      must: { kind: 'atMost', value: SEATS },
      measured: mostTaken,
      unit: '',
    },
    exactly('seat counts that are not their enrollments’ own', 0, count.isExact ? 0 : 1),
  ];
}
