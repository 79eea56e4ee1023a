import { type Bar, describeBar, isReached, mustBeNone } from '../bench/bar.ts';
import { saveRun } from '../results/results.ts';
import { answer, runCommand } from '../setup/run-command.ts';
import { AcknowledgementLog } from './acknowledgement-log.ts';
import { helpText, type LoadCommand, type LoadOptions, readLoadArguments } from './arguments.ts';
import { Driver } from './driver/driver.ts';
import { Recorder } from './driver/recorder.ts';
import { exitCodeOf } from './end-early.ts';
import { Marks } from './marks.ts';
import type { Measured, Scenario } from './measured.ts';
import { acknowledgedFile } from './paths.ts';
import { allOf, figuresOf, type OperationFigures, seriesOf } from './report/figures.ts';
import { describeMeasured } from './report/table.ts';
import { withStack } from './stack/with-stack.ts';
import type { LoadTarget } from './target.ts';
import type { Verification, Verify } from './verification.ts';
import { verifyAll } from './verify-all.ts';

export type LoadRun = {
  readonly command: LoadCommand;
  /** Of the record that is kept: `load-scenario-1`. */
  readonly recordName: string;
  readonly scenario: Scenario;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Measures, looks whether the records agree, tells and keeps it. @returns whether all that must be reached was */
async function measure(input: {
  run: LoadRun;
  options: LoadOptions;
  target: LoadTarget;
  signal: AbortSignal;
  verify: Verify;
}): Promise<boolean> {
  const { run, options, target, signal, verify } = input;
  // The shell's own emulator or project must not get in.
  Object.assign(process.env, target.env);
  const startedAt = new Date();
  const acknowledgements = new AcknowledgementLog();
  const driverFor = () => new Driver({ target, recorder: new Recorder(), acknowledgements, signal });
  const [driver, setUpDriver] = [driverFor(), driverFor()];
  const marks = new Marks({ recorder: driver.recorder });
  const runId = `run-${startedAt.getTime().toString(36)}`;
  try {
    const measured = await run.scenario({ target, driver, setUpDriver, options, marks, runId, signal, say });
    await acknowledgements.close();
    if (signal.aborted) marks.add('ended by the user');
    say('Recomputing everything from the records …');
    const verification = await verify({ target, acknowledgedFile, say });
    return conclude({ run, measured, verification, marks, startedAt, isCutShort: signal.aborted });
  } finally {
    await Promise.all([driver.close(), setUpDriver.close()]);
  }
}

function conclude(input: {
  run: LoadRun;
  measured: Measured;
  verification: Verification;
  marks: Marks;
  startedAt: Date;
  isCutShort: boolean;
}): boolean {
  const { run, measured, verification, marks, startedAt, isCutShort } = input;
  const figures = subjectsOf(measured);
  const bars = [...measured.bars, recordsAgree(verification)];
  const notes = [...measured.notes, ...(isCutShort ? ['Ended early, so the bars say little.'] : [])];
  console.log(describeMeasured({ measured, figures, bars, notes }));
  for (const problem of verification.problems.slice(0, 20)) console.log(`Does not agree: ${problem}`);
  const file = saveRun({
    name: run.recordName,
    kind: 'load',
    summary: run.command.summary,
    startedAt: startedAt.toISOString(),
    seconds: measured.seconds,
    subjects: Object.fromEntries(
      Object.entries(figures).map(([name, { refused: _, retries: __, ...figuresOfRecord }]) => [
        name,
        figuresOfRecord,
      ]),
    ),
    ratios: { ...measured.ratios },
    measures: { ...measured.measures },
    timeline: { secondsPerBin: 1, series: seriesOf(measured.recorder), marks: [...marks.all()] },
    checks: [...verification.checks],
    bars: bars.map(bar => ({ ...bar })),
    listings: [reasonsOf(measured)],
    notes,
  });
  say(`Kept in ${file}`);
  const missed = bars.filter(bar => !isReached(bar));
  for (const bar of missed) say(describeBar(bar));
  console.log(jsonLine({ run, figures, measured }));
  return missed.length === 0;
}

const recordsAgree = ({ problems }: Verification): Bar =>
  mustBeNone({ what: 'records that do not agree', measured: problems.length });

function subjectsOf({ recorder, seconds, peers }: Measured): Record<string, OperationFigures> {
  const subjects: Record<string, OperationFigures> = {
    all: figuresOf({ of: allOf(recorder.operations), seconds }),
  };
  for (const [operation, of] of recorder.operations) subjects[operation] = figuresOf({ of, seconds });
  for (const [name, peer] of Object.entries(peers))
    subjects[name] = figuresOf({ of: allOf(peer.recorder.operations), seconds: peer.seconds });
  return subjects;
}

function reasonsOf({ recorder }: Measured) {
  const rows = (what: string, counts: ReadonlyMap<string, number>) =>
    [...counts].map(([reason, count]) => [what, reason, count]);
  return {
    title: 'Refused, failed, tried again',
    columns: ['what', 'operation and reason', 'times'],
    rows: [
      ...rows('refused', recorder.refusals),
      ...rows('failed', recorder.failures),
      ...rows('tried again', recorder.retryReasons),
    ],
  };
}

function jsonLine(input: {
  run: LoadRun;
  figures: Readonly<Record<string, OperationFigures>>;
  measured: Measured;
}): string {
  const { run, figures, measured } = input;
  const subjects = Object.fromEntries(
    Object.entries(figures).map(([name, { histogram: _, ...rest }]) => [name, rest]),
  );
  const { seconds, ratios, measures } = measured;
  return JSON.stringify({ load: run.recordName, seconds, subjects, ratios, measures });
}

/** The body of a load command: ends the process with 0, 1 for what is missed, 2 for what cannot be read, 130 after Ctrl-C. */
export function runLoad(run: LoadRun): void {
  const load = (options: LoadOptions) =>
    exitCodeOf({
      load: signal =>
        withStack({
          instances: options.instances,
          say,
          work: target => measure({ run, options, target, signal, verify: verifyAll }),
        }),
      farewell: 'Ending; what was measured is shown in a moment …',
      say,
    });
  const main = (args: readonly string[]) =>
    answer({
      request: readLoadArguments({ args, command: run.command }),
      help: helpText(run.command),
      run: ({ options }) => load(options),
    });
  runCommand({ main, atTheEnd: 'exit' });
}
