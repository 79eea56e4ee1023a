import { type FromInstance, isToInstance, type RoundReport, type Sample, type Work } from './protocol.ts';
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

/** Starts all calls at one moment, and times each from then to its answer: as long as its caller waited. */
async function runRound({ calls, first }: { calls: readonly Call[]; first: number }): Promise<Sample[]> {
  const startedAt = performance.now();
  const timed = async (call: Call, offset: number): Promise<Sample> => {
    const index = first + offset;
    try {
      const answer = await call();
      return { index, kind: 'answered', answer, latencyMs: performance.now() - startedAt };
    } catch (error) {
      const message = messageOf(error);
      return { index, kind: 'error', message, latencyMs: performance.now() - startedAt };
    }
  };
  return Promise.all(calls.map(timed));
}

function reportOf({ samples, subject }: { samples: Sample[]; subject: Subject }): RoundReport {
  const elapsedMs = Math.max(0, ...samples.map(sample => sample.latencyMs));
  const peakRssMiB = process.resourceUsage().maxRSS / 1_024;
  return { samples, elapsedMs, peakRssMiB, laneCounts: subject.counts() };
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
    const samples = await runRound({ calls: prepared.calls, first: prepared.work.first });
    prepared = undefined;
    say({ kind: 'done', report: reportOf({ samples, subject }) });
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
