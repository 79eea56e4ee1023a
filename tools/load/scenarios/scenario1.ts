import { randomUUID } from 'node:crypto';
import { type Bar, mustBeNone } from '../../bench/bar.ts';
import { ratio } from '../../bench/figures.ts';
import { Driver } from '../driver/driver.ts';
import { showProgress } from '../driver/progress.ts';
import { Recorder } from '../driver/recorder.ts';
import type { Person } from '../driver/tokens.ts';
import type { LoadContext, Measured } from '../measured.ts';
import { grantPeerUnits, startPeer } from '../peer/start-peer.ts';
import { allOf, errorPercent, figuresOf } from '../report/figures.ts';
import { admitStudents, grantUnits, openSchool, type School } from '../school/school.ts';
import { FREE_UNITS, UnitsClients } from './units-load.ts';
import { recountUnits } from './units-recount.ts';

const WARM_UP_MS = 8_000;
/** Long enough to see it: what it does does not change with time. */
const PEER_AT_MOST_MS = 30_000;
const P95_MS = 200;
const SHARE_OF_PEER = 0.1;

type Units = { readonly student: Person; readonly school: School; readonly authorizationId: string };
type Part = { readonly recorder: Recorder; readonly seconds: number };

/** Everybody at one authorization: ours, then the transaction's, driven alike. */
export async function scenario1(context: LoadContext): Promise<Measured> {
  const { target, say, marks } = context;
  const units = await prepare(context);
  const ours = await drive({ context, units, driver: context.driver, name: 'scenario 1' });
  const recount = await recountUnits({ target, authorizationId: units.authorizationId });
  say(`${recount.entries} entries in the ledger; now the same by runTransaction …`);
  const peer = context.signal.aborted ? undefined : await drivePeer({ context, units });
  marks.add('end of the load');
  const figures = figuresOf({ of: allOf(ours.recorder.operations), seconds: ours.seconds });
  const peers = peer === undefined ? {} : { runTransaction: peer };
  const share = peer === undefined ? undefined : shareOf({ p95Ms: figures.p95Ms, peer });
  return {
    ...ours,
    peers,
    ratios: share === undefined ? {} : { 'p95 as a share of runTransaction’s': share },
    measures: {
      'entries of the ledger recounted': recount.entries,
      'units driven': recount.consumedUnits,
      'errors of runTransaction in percent':
        peer === undefined ? 0 : errorPercent(allOf(peer.recorder.operations)),
    },
    bars: [
      mustBeNone({ what: 'errors in percent', measured: errorPercent(allOf(ours.recorder.operations)) }),
      {
        what: 'p95 of all calls',
        must: { kind: 'atMost', value: P95_MS },
        measured: figures.p95Ms,
        unit: ' ms',
      },
      ...(share === undefined ? [] : [shareBar(share)]),
      mustBeNone({ what: 'units overbooked', measured: recount.overbooked }),
      mustBeNone({ what: 'balances that are not their ledger’s', measured: recount.isExact ? 0 : 1 }),
    ],
    notes: notesOf(context),
  };
}

const shareOf = ({ p95Ms, peer }: { p95Ms: number; peer: Part }): number =>
  ratio({
    ours: p95Ms,
    peer: figuresOf({ of: allOf(peer.recorder.operations), seconds: peer.seconds }).p95Ms,
  });

const shareBar = (measured: number): Bar => ({
  what: 'p95 as a share of runTransaction’s',
  must: { kind: 'atMost', value: SHARE_OF_PEER },
  measured,
  unit: '',
});

function notesOf({ options }: LoadContext): string[] {
  return [
    `${options.clients} clients in closed loops, each with pauses of ${options.pauseMs / 2} to ${options.pauseMs * 1.5} ms between its calls (--pause), as somebody who looks at an answer before the next click; the same for both.`,
    'UNITS_EXCEEDED is a right answer and no error: there are fewer units than clients.',
    'Clients, functions and emulators share the machine’s cores.',
  ];
}

async function prepare(context: LoadContext): Promise<Units> {
  const { target, setUpDriver: driver, runId, say } = context;
  say('Opening the school …');
  const school = await openSchool(target);
  const [student] = await admitStudents({ target, driver, prefix: runId, count: 1 });
  if (student === undefined) throw new Error('no student was admitted');
  const authorizationId = await grantUnits({ driver, school, student, totalUnits: FREE_UNITS });
  return { student, school, authorizationId };
}

/** Warms up, forgets it, and measures. */
async function drive(input: {
  context: LoadContext;
  units: Units;
  driver: Driver;
  name: string;
  durationMs?: number;
  authorizationId?: string;
}): Promise<Part> {
  const { context, units, driver, name, durationMs = context.options.durationMs } = input;
  const { options, signal } = context;
  const load = {
    driver,
    authorizationId: input.authorizationId ?? units.authorizationId,
    student: units.student,
    instructor: units.school.instructor,
    admin: units.school.admin,
    clients: options.clients,
    thinkMs: { least: options.pauseMs / 2, most: options.pauseMs * 1.5 },
    seed: options.seed,
    signal,
  };
  const endProgress = showProgress({ name, durationMs, driver });
  try {
    await new UnitsClients({
      ...load,
      durationMs: Math.min(WARM_UP_MS, durationMs / 4),
      drives: false,
    }).run();
    driver.recorder.restart();
    await new UnitsClients({ ...load, durationMs, drives: true }).run();
    return { recorder: driver.recorder, seconds: driver.recorder.elapsedSeconds };
  } finally {
    endProgress();
  }
}

async function drivePeer({ context, units }: { context: LoadContext; units: Units }): Promise<Part> {
  const { target, options, signal } = context;
  const peer = await startPeer({ target, instances: options.instances });
  const authorizationId = randomUUID();
  await grantPeerUnits({ target, authorizationId, studentId: units.student.uid, totalUnits: FREE_UNITS });
  const peerDriver = new Driver({
    target: { instanceUrls: () => peer.urls },
    recorder: new Recorder(),
    // What it answers is nothing of ours to look for.
    acknowledgements: { add: () => undefined },
    signal,
  });
  try {
    const durationMs = Math.min(PEER_AT_MOST_MS, options.durationMs / 2);
    return await drive({
      context,
      units,
      driver: peerDriver,
      name: 'runTransaction',
      durationMs,
      authorizationId,
    });
  } finally {
    await peerDriver.close();
    await peer.stop();
  }
}
