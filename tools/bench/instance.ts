import { setImmediate } from 'node:timers/promises';
import { type FromInstance, isToInstance, type RoundReport, type Sample, type Work } from './protocol.ts';
import { atOnce } from './subjects/at-once.ts';
import { isSubjectName, loadSubject } from './subjects/load-subject.ts';
import type { Call, Subject } from './subjects/subject.ts';

// One process that does work for a benchmark, as one instance of the functions would. Started by
// startInstances with the name of its subject.

const say = (message: FromInstance): void => void process.send?.(message);

/** What went wrong in a few words; the code of an RPC says more than its text. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && error.code !== undefined ? `${String(error.code)} ` : '';
  return `${code}${error.message}`.slice(0, 200);
}

type Round = Pick<RoundReport, 'samples' | 'elapsedMs'>;

/** Starts all calls, and times each to its answer: from the moment that its caller wanted it. */
async function runRound({ calls, work }: { calls: readonly Call[]; work: Work }): Promise<Round> {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const timed = async (call: Call, offset: number): Promise<string> => {
    const index = work.first + offset;
    const wantedAt = work.atOnce === undefined ? startedAt : performance.now();
    const took = () => performance.now() - wantedAt;
    try {
      const answer = await call();
      samples.push({ index, kind: 'answered', answer, latencyMs: took() });
    } catch (error) {
      samples.push({ index, kind: 'error', message: messageOf(error), latencyMs: took() });
    }
    return '';
  };
  const all = calls.map((call, offset) => () => timed(call, offset));
  const limited = work.atOnce === undefined ? all : atOnce({ calls: all, limit: work.atOnce });
  await Promise.all(limited.map(call => call()));
  const elapsedMs = samples.length === 0 ? 0 : performance.now() - startedAt;
  return { samples, elapsedMs };
}

const MIB = 1_024 * 1_024;

async function reportOf({ round, subject }: { round: Round; subject: Subject }): Promise<RoundReport> {
  // Whoever answered last still has to close its queue.
  await setImmediate();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    ...round,
    peakRssMiB: process.resourceUsage().maxRSS / 1_024,
    rssMiB: rss / MIB,
    heapMiB: heapUsed / MIB,
    laneCounts: subject.counts(),
  };
}

async function serve(subject: Subject): Promise<void> {
  let prepared: { work: Work; calls: readonly Call[] } | undefined;
  const handle = async (message: unknown): Promise<void> => {
    if (!isToInstance(message)) return;
    if (message.kind === 'prepare') {
      prepared = { work: message.work, calls: subject.prepare(message.work) };
      say({ kind: 'ready' });
      return;
    }
    if (prepared === undefined) throw new Error('told to go before anything was prepared');
    const round = await runRound(prepared);
    prepared = undefined;
    say({ kind: 'done', report: await reportOf({ round, subject }) });
  };
  process.on('message', message => {
    handle(message).catch((error: unknown) => say({ kind: 'failed', message: messageOf(error) }));
  });
  say({ kind: 'started' });
}

// The benchmark has ended, or died: then so does this.
process.once('disconnect', () => process.exit(0));

const name = process.argv[2] ?? '';
if (!isSubjectName(name)) throw new Error(`no subject is named ${name}`);
await serve(await loadSubject(name));
