import { type Bar, describeBar, isReached, mustBeNone } from '../../bench/bar.ts';
import { saveRun } from '../../results/results.ts';
import type { Marks } from '../marks.ts';
import type { Measured } from '../measured.ts';
import { allOf, figuresOf, type OperationFigures, seriesOf } from '../report/figures.ts';
import { describeMeasured } from '../report/table.ts';
import type { Verification } from '../verify/finding.ts';
import { sentenceOn } from '../verify/verify-all.ts';
import { countDamage } from './damage.ts';
import type { Disturbed } from './run-faults.ts';

const SHOWN_FINDINGS = 40;

/** Unanswered intents must be answered so soon after the last fault (`docs/faults.md`). */
export const RESOLVED_WITHIN_MS = 10_000;

export type FaultsReport = {
  readonly seed: number;
  readonly startedAt: Date;
  readonly measured: Measured;
  readonly disturbed: Disturbed;
  readonly marks: Marks;
  readonly verification: Verification;
  readonly isCutShort: boolean;
};

function barsOf({ disturbed, verification }: FaultsReport): readonly Bar[] {
  const { lost, doubled, drifted } = countDamage(verification.findings);
  const { resolution, crashes } = disturbed;
  return [
    mustBeNone({ what: 'lost', measured: lost }),
    mustBeNone({ what: 'doubled', measured: doubled }),
    // Findings beyond those that are kept are counted, not sorted.
    mustBeNone({
      what: 'drifted',
      measured: drifted + Math.max(0, verification.broken - verification.findings.length),
    }),
    mustBeNone({
      what: `commands not answered ${RESOLVED_WITHIN_MS / 1_000} s after the faults`,
      measured: resolution.unresolved,
    }),
    mustBeNone({ what: 'instances that ended by themselves', measured: crashes.length }),
  ];
}

function measuresOf({ measured, disturbed, seed }: FaultsReport): Record<string, number> {
  const { played, wire, resolution, acknowledged } = disturbed;
  const all = allOf(measured.recorder.operations);
  return {
    seed,
    'instances killed': played.counts.kill,
    'pauses of Firestore': played.counts.pause,
    'changes of the delivery of webhooks': played.counts.delivery,
    'calls to Firestore that met a fault': wire.hits,
    'commits at the proxy': wire.commits,
    acknowledged,
    'tried again': all.retries,
    'given up by clients': all.failed,
    'open when the faults ended': resolution.open,
    'last of them answered after ms': resolution.lastMs,
  };
}

function subjectsOf({ recorder, seconds }: Measured): Record<string, OperationFigures> {
  const subjects = { all: figuresOf({ of: allOf(recorder.operations), seconds }) };
  const operations = [...recorder.operations].map(
    ([name, of]) => [name, figuresOf({ of, seconds })] as const,
  );
  return { ...subjects, ...Object.fromEntries(operations) };
}

const rowsOf = (counts: Iterable<readonly [string, number]>): (string | number)[][] =>
  [...counts].toSorted(([, one], [, other]) => other - one).map(([what, count]) => [what, count]);

/** Tells what was seen and keeps it. @returns whether nothing was lost, doubled or drifted, and all resolved in time */
export function conclude(report: FaultsReport): boolean {
  const { measured, disturbed, marks, verification, startedAt, isCutShort } = report;
  const [figures, bars, measures] = [subjectsOf(measured), barsOf(report), measuresOf(report)];
  const notes = [...disturbed.crashes, ...(isCutShort ? ['Ended early.'] : [])];
  console.log(describeMeasured({ measured: { ...measured, measures }, figures, bars, notes }));
  for (const finding of verification.findings.slice(0, SHOWN_FINDINGS)) console.log(sentenceOn(finding));
  const file = saveRun({
    name: 'load-faults',
    kind: 'faults',
    summary:
      'The mixed load while instances are killed, answers are lost, webhooks go astray and Firestore stands still.',
    startedAt: startedAt.toISOString(),
    seconds: measured.seconds,
    subjects: Object.fromEntries(
      Object.entries(figures).map(([name, { refused: _, retries: __, ...kept }]) => [name, kept]),
    ),
    measures,
    timeline: {
      secondsPerBin: 1,
      series: { ...seriesOf(measured.recorder), 'faults on the wire': [...disturbed.wireSeries] },
      marks: [...marks.all()],
    },
    checks: [...verification.checks],
    bars: bars.map(bar => ({ ...bar })),
    listings: [
      {
        title: 'Faults on the wire',
        columns: ['what', 'times'],
        rows: rowsOf(Object.entries(disturbed.wire.byFault)),
      },
      {
        title: 'Tried again after',
        columns: ['operation and reason', 'times'],
        rows: rowsOf(measured.recorder.retryReasons),
      },
      {
        title: 'Given up by clients',
        columns: ['operation and reason', 'times'],
        rows: rowsOf(measured.recorder.failures),
      },
    ],
    notes,
  });
  process.stderr.write(`Kept in ${file}\n`);
  for (const bar of bars.filter(each => !isReached(each))) process.stderr.write(`${describeBar(bar)}\n`);
  const { lost, doubled, drifted } = countDamage(verification.findings);
  console.log(JSON.stringify({ faults: 'load-faults', lost, doubled, drifted, ...measures }));
  return bars.every(isReached);
}
