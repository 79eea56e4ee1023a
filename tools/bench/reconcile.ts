import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { openFirestore } from '../../functions/src/platform/firestore.ts';
import { emulatorEnvironment } from '../stack/settings.ts';
import { seedEnrollments } from './reconcile-seed.ts';
import type { BenchContext, BenchResult } from './result.ts';

const NAME = 'reconcile';
const ENROLLMENTS = 100_000;
const MAX_MIB = 300;
/** A database of its own: what the others leave behind drifts on purpose, and is not what is counted here. */
const PROJECT_ID = 'demo-seatbelt-reconcile';
const script = path.resolve(import.meta.dirname, '../../scripts/reconcile.ts');

/** The last line of the command's `--json`. */
const Sum = z.object({
  checked: z.number(),
  drifted: z.number(),
  unsettled: z.number(),
  seconds: z.number(),
  perSecond: z.number(),
  peakRssMiB: z.number(),
});
type Sum = z.infer<typeof Sum>;

/** So many enrollments with a ledger each, recounted by the operator's command as a process of its own. */
export async function reconcile({ env: outer, say }: BenchContext): Promise<BenchResult> {
  const firestoreHost = outer.FIRESTORE_EMULATOR_HOST ?? '';
  const env = { ...outer, ...emulatorEnvironment({ projectId: PROJECT_ID, firestoreHost }) };
  const enrollments = Number(process.env.BENCH_ENROLLMENTS ?? ENROLLMENTS);
  const seededAt = performance.now();
  const database = openFirestore({ projectId: PROJECT_ID });
  await seedEnrollments({ database, enrollments, say: text => say(`${NAME}: ${text}`) });
  await database.terminate();
  const seededMs = performance.now() - seededAt;
  say(`${NAME}: recounting the balances …`);
  const balances = await run({ env, only: 'balances' });
  say(`${NAME}: recounting seats, quizzes and hours …`);
  const rest = await run({ env, only: 'seats,quizzes,hours' });
  return resultOf({ enrollments, seededMs, balances, rest });
}

async function run({ env, only }: { env: BenchContext['env']; only: string }): Promise<Sum> {
  const child = spawn(process.execPath, [script, '--json', '--only', only], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out = await text(child.stdout);
  const last = out.trim().split('\n').at(-1) ?? '';
  if (last === '')
    throw new Error(`The recount of ${only} ended without its sums; what it said stands above.`);
  return Sum.parse(JSON.parse(last));
}

function resultOf(input: { enrollments: number; seededMs: number; balances: Sum; rest: Sum }): BenchResult {
  const { enrollments, seededMs, balances, rest } = input;
  const rssMiB = Math.max(balances.peakRssMiB, rest.peakRssMiB);
  return {
    bench: NAME,
    n: enrollments,
    instances: 1,
    subjects: {},
    ratios: {},
    measures: {
      'enrollments per second, balances': balances.perSecond,
      'documents per second, balances': Math.round((2 * enrollments) / balances.seconds),
      'seconds, balances': balances.seconds,
      'seconds, seats and quizzes and hours': rest.seconds,
      'seconds, seeding': Math.round(seededMs / 1_000),
    },
    rssMiB,
    bars: [
      {
        what: 'the most memory that the command held',
        must: { kind: 'atMost', value: MAX_MIB },
        measured: rssMiB,
        unit: ' MiB',
      },
      {
        what: 'enrollments whose balance was recounted',
        must: { kind: 'exactly', value: enrollments },
        measured: balances.checked,
        unit: '',
      },
      {
        what: 'drift where there is none',
        must: { kind: 'exactly', value: 0 },
        measured: balances.drifted + balances.unsettled + rest.drifted + rest.unsettled,
        unit: '',
      },
    ],
    notes: [
      'an enrollment and its ledger’s entry are two documents; both are read once.',
      'BENCH_ENROLLMENTS=N takes another number of enrollments.',
      'the emulator shares the machine’s cores with the command: production reads beside it.',
    ],
  };
}
