import path from 'node:path';
import { type FrontDoor, startFrontDoor } from '../stack/front-door.ts';
import { functionParameters, functionSecrets } from '../stack/settings.ts';
import { type Bar, mustBeNone } from './bar.ts';
import { figuresOf, type Round, ratio } from './figures.ts';
import { heapAsDeployed } from './instances.ts';
import { errorsOf } from './pay-round.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { enrollStudents, openCourse } from './school.ts';
import { deliver } from './webhook/deliver.ts';
import { deliveriesOf, type WebhookRound } from './webhook/deliveries.ts';
import { countPayments, readPaid } from './webhook/paid.ts';

const NAME = 'webhook';
const EVENTS = 1_000;
const AT_ONCE = 50;
const WARM_UPS = 2;
const ROUNDS = 5;
const AT_LEAST = { one: 2, distinct: 1 } as const;

const hosts = ['ours', 'floor'] as const;
type Host = (typeof hosts)[number];
const spreads = ['one', 'distinct'] as const;
type Spread = (typeof spreads)[number];
/** With `again`: the same deliveries once more. */
type Way = `${Spread} ${Host}` | `${Spread} again`;
type PaidRound = Round & { rewritten: number };
type Measured = Readonly<Record<Way, PaidRound[]>>;

const nobody: Measured = {
  'one ours': [],
  'one again': [],
  'one floor': [],
  'distinct ours': [],
  'distinct again': [],
  'distinct floor': [],
};

/** Signed events through the front door until they are in a balance, beside the least that a webhook can do. */
export async function webhook(context: BenchContext): Promise<BenchResult> {
  const started: FrontDoor[] = [];
  const start = async (host?: string): Promise<FrontDoor> => {
    const addresses = functionParameters({ stripeUrl: 'http://127.0.0.1:9', baseUrl: 'http://127.0.0.1:9' });
    const env = { ...context.env, ...addresses, ...functionSecrets };
    const frontDoor = await startFrontDoor({
      env,
      nodeArguments: heapAsDeployed,
      ...(host === undefined ? {} : { host }),
    });
    started.push(frontDoor);
    return frontDoor;
  };
  try {
    const ours = await start();
    const floor = await start(path.join(import.meta.dirname, 'webhook', 'floor-host.ts'));
    await enrollEverybody(context);
    const urls = { ours: ours.urls[0] ?? '', floor: floor.urls[0] ?? '' };
    const work = measure({ context, urls });
    return resultOf(await Promise.race([work, ours.crashed, floor.crashed]));
  } finally {
    await Promise.all(started.map(frontDoor => frontDoor.stop()));
  }
}

const studentOf = ({ host, index }: { host: Host; index: number }): string => `${NAME}-${host}-${index}`;

async function enrollEverybody({ lanes, say }: BenchContext): Promise<void> {
  say(`${NAME}: enrolling ${2 * EVENTS} students …`);
  await openCourse({ lanes, courseId: NAME, capacity: 4 * EVENTS, waitlistCapacity: 0 });
  const rounds = WARM_UPS + ROUNDS;
  const students = hosts.flatMap(host => [
    ...Array.from({ length: EVENTS }, (_, index) => studentOf({ host, index })),
    ...Array.from({ length: rounds }, (_, round) => `${NAME}-${host}-one-${round}`),
  ]);
  await enrollStudents({ lanes, courseId: NAME, userIds: students });
}

/** All of one enrollment, a fresh one for each round, or one event for each of as many enrollments. */
function roundOf({ host, spread, round }: { host: Host; spread: Spread; round: number }): WebhookRound {
  const one = `${NAME}-${host}-one-${round}`;
  const userIds = Array.from({ length: EVENTS }, (_, index) =>
    spread === 'one' ? one : studentOf({ host, index }),
  );
  return { run: `${NAME}-${host}-${spread}-${round}`, courseId: NAME, userIds };
}

async function measure(input: {
  context: BenchContext;
  urls: Readonly<Record<Host, string>>;
}): Promise<Measured> {
  const { context, urls } = input;
  const measured = structuredClone(nobody);
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    const name = round < WARM_UPS ? `warm-up ${round + 1}` : `round ${round - WARM_UPS + 1}`;
    context.say(`${NAME}: ${EVENTS} events, ${AT_ONCE} at a time (${name}) …`);
    // The first rounds' figures count for nobody, alike.
    const kept = round < WARM_UPS ? structuredClone(nobody) : measured;
    for (const { spread, host } of turnsOf(round)) {
      const work = roundOf({ host, spread, round });
      kept[`${spread} ${host}`].push(await deliverRound({ url: urls[host], work }));
      if (host === 'ours') kept[`${spread} again`].push(await deliverRound({ url: urls.ours, work }));
    }
  }
  return measured;
}

/** In turn, so that neither always meets the machine as the other left it. */
const turnsOf = (round: number): readonly { spread: Spread; host: Host }[] =>
  spreads.flatMap(spread => (round % 2 === 0 ? hosts : hosts.toReversed()).map(host => ({ spread, host })));

async function deliverRound({ url, work }: { url: string; work: WebhookRound }): Promise<PaidRound> {
  const before = await readPaid(work);
  const { samples, elapsedMs } = await deliver({ url, deliveries: deliveriesOf(work), atOnce: AT_ONCE });
  const after = await readPaid(work);
  const rewritten = after.versions.filter((version, index) => version !== before.versions[index]).length;
  return { samples, elapsedMs, rewritten, ...countPayments({ round: work, samples, before, after }) };
}

function resultOf(measured: Measured): BenchResult {
  const figures = {
    oneEnrollment: figuresOf(measured['one ours']),
    oneEnrollmentAgain: figuresOf(measured['one again']),
    oneEnrollmentFloor: figuresOf(measured['one floor']),
    distinct: figuresOf(measured['distinct ours']),
    distinctAgain: figuresOf(measured['distinct again']),
    distinctFloor: figuresOf(measured['distinct floor']),
  };
  const times = (ours: keyof typeof figures, floor: keyof typeof figures): number =>
    ratio({ ours: figures[ours].perSecond, peer: figures[floor].perSecond });
  const one = times('oneEnrollment', 'oneEnrollmentFloor');
  const distinct = times('distinct', 'distinctFloor');
  const atLeast = (spread: Spread, what: string, share: number): Bar => ({
    what: `events per second ${what}, as a multiple of the floor’s`,
    must: { kind: 'atLeast', value: AT_LEAST[spread] },
    measured: share,
    unit: '',
  });
  const ours = spreads.flatMap(spread => [...measured[`${spread} ours`], ...measured[`${spread} again`]]);
  const again = spreads.flatMap(spread => measured[`${spread} again`]);
  return {
    bench: NAME,
    n: EVENTS,
    instances: 1,
    subjects: figures,
    ratios: {
      'events per second, one enrollment/floor': one,
      'events per second, one enrollment again/floor': times('oneEnrollmentAgain', 'oneEnrollmentFloor'),
      'events per second, 1,000 enrollments/floor': distinct,
      'events per second, 1,000 enrollments again/floor': times('distinctAgain', 'distinctFloor'),
    },
    rssMiB: 0,
    bars: [
      atLeast('one', 'of one enrollment', one),
      atLeast('distinct', 'of 1,000 enrollments', distinct),
      mustBeNone({ what: 'events not acknowledged', measured: errorsIn(ours) }),
      mustBeNone({ what: 'payments lost', measured: sum(ours, round => round.lost) }),
      mustBeNone({ what: 'payments doubled', measured: sum(ours, round => round.doubled) }),
      mustBeNone({
        what: 'enrollments written when all are delivered again',
        measured: sum(again, round => round.rewritten),
      }),
    ],
    notes: [
      `ours and the floor have one instance each, hosted alike; ${AT_ONCE} deliveries are under way at a time.`,
      'the floor checks the signature with Stripe’s library and commits one batch of event, payment and increment, unguarded.',
      ...errorsOf([...ours, ...measured['one floor'], ...measured['distinct floor']]),
    ],
  };
}

const sum = (rounds: readonly PaidRound[], of: (round: PaidRound) => number): number =>
  rounds.reduce((total, round) => total + of(round), 0);

const errorsIn = (rounds: readonly PaidRound[]): number =>
  sum(rounds, ({ samples }) => samples.filter(({ kind }) => kind === 'error').length);
