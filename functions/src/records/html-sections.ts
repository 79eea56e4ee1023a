import type { ChainFinding } from '../evidence/verify-chain.ts';
import { type Html, html } from '../platform/html.ts';
import type { QuizAttempt } from '../quizzes/schema.ts';
import { type Cell, type Formats, table, verdict } from './html-values.ts';
import type { RecordSource } from './schema.ts';
import type { Totals } from './totals.ts';

export interface RecordView {
  readonly source: RecordSource;
  readonly totals: Totals;
  readonly format: Formats;
}

const section = (title: string, ...content: readonly Html[]): Html =>
  html`<section>\n<h2>${title}</h2>\n${content}\n</section>\n`;

export function summarySection({ source, totals, format }: RecordView): Html {
  const { enrollment } = source;
  const cards: readonly (readonly [string, Cell])[] = [
    ['Credited time', format.duration(totals.totalSeconds)],
    ['Required time', format.duration(totals.requiredSeconds)],
    ['Enrollment', enrollment.enrollmentStatus],
    ['Access', enrollment.accessStatus],
    ['Lessons completed', totals.lessonsCompleted],
    ['Exams passed', `${totals.examsPassed} of ${totals.examsRequired}`],
    ['Identity checks', `${totals.checksAsked}, ${totals.checksWrong} wrong`],
    ['Payment', enrollment.paymentStatus],
    ['Registered', format.instant(enrollment.registeredAt)],
    ['Completed', format.instant(enrollment.completedAt)],
    ['Certified', format.instant(enrollment.certifiedAt)],
    ['Study days', totals.studyDays],
  ];
  return section(
    'Summary',
    html`<dl class="cards">${cards.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`,
  );
}

export function integritySection({ totals, source }: RecordView): Html {
  const broken = source.sessions.filter(({ findings }) => findings.length > 0).length;
  const daysAddUp: readonly (readonly Cell[])[] =
    totals.daysAddUp === null
      ? []
      : [
          [
            'Days and sessions add up to the credited time',
            verdict(totals.daysAddUp, { good: 'yes', bad: 'no' }),
          ],
        ];
  return section(
    'Integrity',
    table({
      columns: [{ heading: 'What was checked as this record was taken' }, { heading: 'Result' }],
      rows: [
        [
          `Chain of hashes over all ${totals.sessionEvents} events of ${totals.sessions} sessions`,
          verdict(totals.chainsIntact, { good: 'intact', bad: `broken in ${broken}` }),
        ],
        ...daysAddUp,
        ['Adjustments add up', verdict(totals.adjustmentsAddUp, { good: 'yes', bad: 'no' })],
        ['The balance is the sum of the ledger', verdict(totals.balanceAddsUp, { good: 'yes', bad: 'no' })],
      ],
      none: '',
    }),
  );
}

export function daySection({ source, totals, format }: RecordView, chart: Html): Html {
  const { days, adjustments } = source;
  const corrections = adjustments.map(({ seconds, cause, at }): readonly Cell[] => [
    `Taken back ${format.instant(at)} (${cause})`,
    format.duration(seconds),
  ]);
  return section(
    'Time by day',
    chart,
    table({
      columns: [{ heading: 'Day' }, { heading: 'Credited', kind: 'number' }],
      rows: [...days.map(day => [day.dayKey, format.duration(day.creditedSeconds)]), ...corrections],
      none: 'No time was credited.',
      foot: ['In all', format.duration(totals.totalSeconds)],
    }),
  );
}

export const sessionSection = ({ source, format }: RecordView): Html =>
  section(
    'Sessions',
    table({
      columns: [
        { heading: 'Started' },
        { heading: 'Ended' },
        { heading: 'Credited', kind: 'number' },
        { heading: 'State' },
        { heading: 'Device' },
        { heading: 'Events', kind: 'number' },
        { heading: 'Chain' },
      ],
      rows: source.sessions.map(({ session, events, findings }) => [
        format.instant(session.startedAt),
        format.instant(session.endedAt),
        format.duration(session.creditedSeconds),
        session.endReason === null ? session.state : `${session.state} (${session.endReason})`,
        session.device,
        events.length,
        verdict(findings.length === 0, { good: 'intact', bad: findings.map(findingText).join('; ') }),
      ]),
      none: 'No sessions.',
    }),
  );

const findingText = (finding: ChainFinding): string =>
  'position' in finding ? `${finding.kind} at event ${finding.position}` : finding.kind;

export const examSection = ({ source, format }: RecordView): Html =>
  section(
    'Exams and quizzes',
    table({
      columns: [
        { heading: 'Quiz' },
        { heading: 'Attempt', kind: 'number' },
        { heading: 'Started' },
        { heading: 'Finished' },
        { heading: 'State' },
        { heading: 'Score', kind: 'number' },
        { heading: 'Result' },
      ],
      rows: source.quizzes.flatMap(({ attempts }) =>
        attempts.map(attempt => [
          attempt.quizId,
          attempt.attemptNumber,
          format.instant(attempt.startedAt),
          format.instant(attempt.finishedAt),
          attempt.voided === null ? attempt.state : `${attempt.state}: ${attempt.voided.reason}`,
          scoreOf(attempt),
          resultOf(attempt),
        ]),
      ),
      none: 'No attempts.',
    }),
  );

const scoreOf = ({ result }: QuizAttempt): string =>
  result === null ? '–' : `${result.score} of ${result.maxScore}, ${result.percent} %`;

function resultOf({ result, state }: QuizAttempt): Cell {
  if (result === null || state === 'VOIDED') return '–';
  return verdict(result.passed, { good: 'passed', bad: 'failed' });
}

export const checkSection = ({ source, format }: RecordView): Html =>
  section(
    'Identity checks',
    table({
      columns: [
        { heading: 'Asked' },
        { heading: 'Question' },
        { heading: 'Settled' },
        { heading: 'Outcome' },
        { heading: 'Correction' },
      ],
      rows: source.challenges.map(({ issuedAt, prompt, settledAt, state, correction }) => [
        format.instant(issuedAt),
        prompt,
        format.instant(settledAt),
        state,
        correction === null
          ? '–'
          : `${correction.from} → ${correction.to}, ${format.instant(correction.at)}: ${correction.reason}`,
      ]),
      none: 'No checks.',
    }),
  );

/** What staff did by hand: unlocks, corrections, further attempts. */
export function staffSection({ source, format }: RecordView): Html {
  const given = source.quizzes.flatMap(({ record, allowances }) =>
    allowances.map(({ at, by, reason, extraAttempts, extraSeconds }) => ({
      ...{ at, by, reason },
      what: `${record.quizId}: ${extraAttempts} more attempts, ${format.duration(extraSeconds)} more time`,
    })),
  );
  const done = source.staffActions.map(({ at, by, reason, kind, from, to }) => ({
    ...{ at, by, reason },
    what: from === null && to === null ? kind : `${kind}: ${from ?? '–'} → ${to ?? '–'}`,
  }));
  const all = [...given, ...done].sort((a, b) => a.at.getTime() - b.at.getTime());
  return section(
    'Actions of staff',
    table({
      columns: [{ heading: 'At' }, { heading: 'By' }, { heading: 'What' }, { heading: 'Reason' }],
      rows: all.map(({ at, by, what, reason }) => [format.instant(at), by, what, reason]),
      none: 'None.',
    }),
  );
}

export function paymentSection({ source, format }: RecordView): Html {
  const { ledger, enrollment } = source;
  return section(
    'Payments',
    table({
      columns: [
        { heading: 'Recorded' },
        { heading: 'Entry' },
        { heading: 'Reference' },
        { heading: 'Amount', kind: 'number' },
      ],
      rows: ledger.map(({ recordedAt, kind, entryId, amount }) => [
        format.instant(recordedAt),
        kind,
        entryId,
        format.money(amount),
      ]),
      none: 'Nothing was charged or paid.',
      foot: [
        '',
        `Paid ${format.money(enrollment.amountPaid)}, returned ${format.money(enrollment.amountRefunded)}`,
        'Due',
        format.money(enrollment.amountDue),
      ],
    }),
  );
}

export const certificateSection = ({ source, format }: RecordView): Html =>
  section(
    'Certificate',
    table({
      columns: [
        { heading: 'Serial' },
        { heading: 'Name' },
        { heading: 'Issued' },
        { heading: 'State' },
        { heading: 'Remark' },
      ],
      rows: source.certificates.map(certificate => [
        certificate.serial,
        certificate.studentName,
        format.instant(certificate.issuedAt),
        certificate.state,
        certificate.revocation?.reason ?? certificate.supersession?.reason ?? '–',
      ]),
      none: 'No certificate was issued.',
    }),
  );
