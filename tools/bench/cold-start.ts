import path from 'node:path';
import { deployedNames } from '../host/deployed.ts';
import { rootDir } from '../setup/paths.mjs';
import { functionParameters, functionSecrets } from '../stack/settings.ts';
import type { Bar } from './bar.ts';
import { type Loaded, readLoaded } from './cold/loaded.ts';
import { type ColdStart, filesOfStart, timeStart } from './cold/start.ts';
import { figuresOf, ratio } from './figures.ts';
import { median } from './percentile.ts';
import type { BenchContext, BenchResult } from './result.ts';

const NAME = 'cold-start';
const ROUNDS = 5;
/** Starts of ours between two of the empty function's, so that both meet the machine in the same moods. */
const BETWEEN = 6;
const MAX_RATIO = 1.3;

const functionsDir = path.join(rootDir, 'functions');
const emptyCode = path.join(import.meta.dirname, 'cold', 'empty.cjs');
/** What would be loaded without bundles: the list of all functions, module by module. */
const modulesCode = path.join(functionsDir, 'lib', 'index.js');
/** Hosted that way, for comparison: it needs no more than others do. */
const SAMPLE = 'heartbeat';

type Started = { timesMs: number[]; loaded: Loaded };

/** Each function alone in a process, from its start to its first answer, beside an empty one. */
export async function coldStart({ env, say }: BenchContext): Promise<BenchResult> {
  const addresses = functionParameters({ stripeUrl: 'http://127.0.0.1:9', baseUrl: 'http://127.0.0.1:9' });
  const functionEnv = { ...env, ...addresses, ...functionSecrets };
  const ours = deployedNames({ functionsDir }).map(target => ({
    target,
    code: functionsDir,
    env: functionEnv,
  }));
  const peers: Peers<ColdStart> = {
    empty: { target: 'empty', code: emptyCode, env: functionEnv },
    emptyWithStripe: { target: 'emptyWithStripe', code: emptyCode, env: functionEnv },
    asModules: { target: SAMPLE, code: modulesCode, env: functionEnv },
  };
  say(`${NAME}: what each of ${ours.length} functions loads …`);
  const begun = async (start: ColdStart): Promise<Started> => {
    return { timesMs: [], loaded: readLoaded(await filesOfStart(start)) };
  };
  const measured = {
    ours: new Map<string, Started>(),
    peers: {
      empty: await begun(peers.empty),
      emptyWithStripe: await begun(peers.emptyWithStripe),
      asModules: await begun(peers.asModules),
    },
  };
  for (const start of ours) measured.ours.set(start.target, await begun(start));
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`${NAME}: round ${round} of ${ROUNDS}, one start after the other …`);
    for (const [index, start] of ours.entries()) {
      if (index % BETWEEN === 0) {
        for (const name of peerNames) measured.peers[name].timesMs.push(await timeStart(peers[name]));
      }
      measured.ours.get(start.target)?.timesMs.push(await timeStart(start));
    }
  }
  return resultOf(measured);
}

const peerNames = ['empty', 'emptyWithStripe', 'asModules'] as const;
type Peers<T> = Readonly<Record<(typeof peerNames)[number], T>>;

type Row = {
  name: string;
  ms: number;
  share: number;
  loaded: Loaded;
};

function resultOf({
  ours,
  peers,
}: {
  ours: ReadonlyMap<string, Started>;
  peers: Peers<Started>;
}): BenchResult {
  const rows = [...ours].map(([name, { timesMs, loaded }]): Row => {
    const peer = loaded.packages.has('stripe') ? peers.emptyWithStripe : peers.empty;
    const ms = Math.round(median(timesMs));
    return { name, ms, loaded, share: ratio({ ours: ms, peer: median(peer.timesMs) }) };
  });
  const worst = Math.max(...rows.map(({ share }) => share));
  const subjects = {
    functions: figuresOfStarts([...ours.values()].flatMap(({ timesMs }) => timesMs)),
    empty: figuresOfStarts(peers.empty.timesMs),
    emptyWithStripe: figuresOfStarts(peers.emptyWithStripe.timesMs),
    allAsModules: figuresOfStarts(peers.asModules.timesMs),
  };
  return {
    bench: NAME,
    n: ours.size * ROUNDS,
    instances: 1,
    subjects,
    ratios: {
      'p50 functions/empty': ratio({ ours: subjects.functions.p50Ms, peer: subjects.empty.p50Ms }),
      'p50 all as modules/empty': ratio({ ours: subjects.allAsModules.p50Ms, peer: subjects.empty.p50Ms }),
    },
    rssMiB: 0,
    bars: barsOf({ rows, worst }),
    listings: [listingOf({ rows, peers })],
    notes: [
      'from the start of a process with one function, hosted by the functions-framework, to the end of its first answer;',
      'the first request is one without sign-in; schedules and events are measured until they are ready;',
      'empty loads firebase-functions, firebase-admin and @google-cloud/firestore, and answers {}.',
      'allAsModules is the heartbeat function without bundles: it loads every function’s modules.',
    ],
  };
}

function barsOf({ rows, worst }: { rows: readonly Row[]; worst: number }): readonly Bar[] {
  const slowest = rows.find(({ share }) => share === worst)?.name ?? '';
  const needless = rows.filter(
    ({ name, loaded }) => name !== 'stripeWebhook' && loaded.packages.has('stripe'),
  );
  return [
    {
      what: `the slowest function’s start (${slowest}) as a share of the empty function’s`,
      must: { kind: 'atMost', value: MAX_RATIO },
      measured: worst,
      unit: '',
    },
    {
      what: 'functions that load Stripe before anybody asks Stripe for anything',
      must: { kind: 'exactly', value: 0 },
      measured: needless.length,
      unit: '',
    },
  ];
}

/** Starts one after the other, each a call of its own. */
function figuresOfStarts(timesMs: readonly number[]) {
  const samples = timesMs.map((latencyMs, index) => ({
    index,
    latencyMs,
    kind: 'answered' as const,
    answer: 'started',
  }));
  const elapsedMs = timesMs.reduce((sum, ms) => sum + ms, 0);
  return figuresOf([{ samples, elapsedMs, lost: 0, doubled: 0 }]);
}

function listingOf({ rows, peers }: { rows: readonly Row[]; peers: Peers<Started> }) {
  const printer = ['pdfkit', 'fontkit'];
  const lineOf = ({ name, ms, share, loaded: { files, kib, packages } }: Row) => [
    name,
    ms,
    share,
    files,
    kib,
    packages.has('stripe') ? 'yes' : 'no',
    printer.some(each => packages.has(each)) ? 'yes' : 'no',
  ];
  const peerRows = peerNames.map((name): Row => {
    const ms = Math.round(median(peers[name].timesMs));
    return {
      name,
      ms,
      loaded: peers[name].loaded,
      share: ratio({ ours: ms, peer: median(peers.empty.timesMs) }),
    };
  });
  return {
    title: 'from the start of the process to the first answer',
    columns: ['function', 'ms', '× empty', 'files', 'KiB', 'Stripe', 'PDF'],
    rows: [...peerRows, ...[...rows].sort((a, b) => b.ms - a.ms)].map(lineOf),
  };
}
