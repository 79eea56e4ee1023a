import { AcknowledgementLog } from '../acknowledgement-log.ts';
import type { LoadOptions } from '../arguments.ts';
import { Driver } from '../driver/driver.ts';
import { Recorder } from '../driver/recorder.ts';
import { Marks } from '../marks.ts';
import type { Measured, Scenario } from '../measured.ts';
import { acknowledgedFile } from '../paths.ts';
import { verifyAll } from '../verify/verify-all.ts';
import { drain } from './drain.ts';
import { planFaults } from './plan.ts';
import { type Played, playFaults } from './play.ts';
import type { Counts } from './proxy.ts';
import { conclude, RESOLVED_WITHIN_MS } from './report.ts';
import { startUnquietStack, type UnquietStack } from './stack.ts';
import { type Resolution, WatchedDriver, WatchedRecorder } from './watched.ts';

/** What was done to the system, and how it came through. */
export type Disturbed = {
  readonly played: Played;
  readonly resolution: Resolution;
  readonly wire: Counts;
  /** Calls that met a fault, by second. */
  readonly wireSeries: readonly number[];
  readonly crashes: readonly string[];
  readonly acknowledged: number;
};

export type FaultsInput = {
  readonly options: LoadOptions;
  readonly scenario: Scenario;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
};

/** The last part of the load runs undisturbed: whether everything finds back is to be seen. */
const CALM_MS = 15_000;
const CALM_SHARE = 0.25;

export const faultsDurationMs = ({ durationMs }: { durationMs: number }): number =>
  Math.round(durationMs - Math.min(CALM_MS, durationMs * CALM_SHARE));

/** Drives the load, disturbs it, lets everything come to rest, and looks what is there. @returns whether all is well */
export async function runFaults(input: FaultsInput): Promise<boolean> {
  const { options, say } = input;
  const stack = await startUnquietStack({ ...options, say });
  try {
    return await measure({ ...input, stack });
  } finally {
    await stack.stop();
  }
}

async function measure(input: FaultsInput & { stack: UnquietStack }): Promise<boolean> {
  const { options, scenario, signal, say, stack } = input;
  const { target } = stack;
  const startedAt = new Date();
  const acknowledgements = new AcknowledgementLog();
  const recorder = new WatchedRecorder();
  const shared = { target, acknowledgements, signal };
  const driver = new WatchedDriver({ ...shared, recorder });
  const setUpDriver = new Driver({ ...shared, recorder: new Recorder() });
  const marks = new Marks({ recorder });
  const runId = `run-${startedAt.getTime().toString(36)}`;
  try {
    const loading = scenario({ target, driver, setUpDriver, options, marks, runId, signal, say });
    const disturbing = disturb({ ...input, recorder, driver, marks, loading });
    const [measured, disturbed] = await Promise.all([loading, disturbing]);
    await drain({ stack, say });
    await acknowledgements.close();
    say('Recomputing everything from the records …');
    const verification = await verifyAll({
      projectId: target.projectId,
      firestoreHost: target.firestoreHost,
      stripeUrl: target.stripe.url,
      acknowledgedFile,
      say: line => say(`Looking at ${line} …`),
    });
    const told = { ...disturbed, crashes: stack.instances.crashes(), acknowledged: acknowledgements.size };
    const { seed } = options;
    return conclude({
      seed,
      startedAt,
      measured,
      disturbed: told,
      marks,
      verification,
      isCutShort: signal.aborted,
    });
  } finally {
    await Promise.all([driver.close(), setUpDriver.close()]);
  }
}

type Disturbing = FaultsInput & {
  readonly stack: UnquietStack;
  readonly recorder: WatchedRecorder;
  readonly driver: WatchedDriver;
  readonly marks: Marks;
  readonly loading: Promise<Measured>;
};

/** From the moment on from which the load is measured. A load that ends earlier ends the faults. */
async function disturb(input: Disturbing): Promise<Omit<Disturbed, 'crashes' | 'acknowledged'>> {
  const { options, stack, recorder, driver, marks, loading, say } = input;
  const { seed, instances } = options;
  const over = new AbortController();
  const isOver = loading.finally(() => over.abort());
  isOver.catch(() => undefined);
  await Promise.race([recorder.begun, isOver]);
  const durationMs = faultsDurationMs(options);
  const plan = planFaults({ seed, durationMs, instances });
  say(`${plan.length} faults in ${Math.round(durationMs / 1_000)} s, seed ${seed}.`);
  const sampling = sampleEverySecond(() => stack.proxy.counts().hits);
  const signal = AbortSignal.any([input.signal, over.signal]);
  const played = await playFaults({ stack, marks, seed, plan, durationMs, signal });
  const resolution = await driver.resolution({ patienceMs: RESOLVED_WITHIN_MS });
  const wireSeries = sampling.stop();
  return { played, resolution, wire: stack.proxy.counts(), wireSeries };
}

/** By how much a count grew in each second. */
function sampleEverySecond(count: () => number): { readonly stop: () => readonly number[] } {
  const series: number[] = [];
  let before = count();
  const timer = setInterval(() => {
    const now = count();
    series.push(now - before);
    before = now;
  }, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      return series;
    },
  };
}
