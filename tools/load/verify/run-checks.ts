import { closeStreamingFirestore } from '../../../functions/src/platform/stream-query.ts';
import type { StageName } from '../../../functions/src/reconciliation/schema.ts';
import { controlClient } from '../../stripe-double/control-client.ts';
import { checkAcknowledged } from './acknowledged.ts';
import { checkAuditLog } from './audit.ts';
import { BookedMoney, checkStripe } from './booked-money.ts';
import { checkCalendars, checkDriving } from './driving.ts';
import { checkExams } from './exams.ts';
import { type Finding, Findings, type Verification } from './finding.ts';
import { checkLedgers, checkSuspense } from './money.ts';
import { checkReceipts, checkStripeEvents } from './receipts.ts';
import { checkRecounts } from './recounts.ts';
import { checkCapacity, checkEffects } from './seats.ts';
import { checkStudy } from './study.ts';

export interface ChecksRequest {
  /** The Stripe double to compare with; null: no word on what Stripe holds. */
  readonly stripeUrl: string | null;
  /** Lines of JSON of what was acknowledged; null: none was kept. */
  readonly acknowledgedFile: string | null;
  /** Statistics are counted by triggers: where none ran there are none. */
  readonly withStatistics: boolean;
}

export interface Listener {
  /** What is looked at now. */
  readonly say: (line: string) => void;
  readonly onFinding: (finding: Finding) => void;
}

const counters: readonly StageName[] = ['balances', 'seats', 'units', 'quizzes', 'hours', 'lessons'];
const statistics: readonly StageName[] = ['summaries', 'totals'];

/**
 * Looks at everything that is stored, in the Firestore that the environment names, one document's records at a time.
 * Nothing may be written meanwhile. Writes nothing.
 */
export async function runChecks(request: ChecksRequest, { say, onFinding }: Listener): Promise<Verification> {
  const findings = new Findings({ onFinding });
  const booked = new BookedMoney();
  const { stripeUrl, acknowledgedFile, withStatistics } = request;
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['every counter', () => checkRecounts({ findings, stages: stagesOf(withStatistics) })],
    ['seats and capacity', () => checkCapacity({ findings })],
    ['ledgers', () => checkLedgers({ findings, booked })],
    ['money in suspense', () => checkSuspense({ findings, booked })],
    ['what Stripe holds', () => checkAtStripe({ findings, booked, stripeUrl })],
    ['webhooks', () => checkStripeEvents({ findings })],
    ['authorizations and reservations', () => checkDriving({ findings })],
    ['calendars', () => checkCalendars({ findings })],
    ['attempts and grades', () => checkExams({ findings })],
    ['sessions, days and events', () => checkStudy({ findings })],
    ['receipts', () => checkReceipts({ findings })],
    ['effects', () => checkEffects({ findings })],
    ['the audit log', () => checkAuditLog({ findings })],
    ['what was acknowledged', () => checkTold({ findings, acknowledgedFile })],
  ];
  try {
    for (const [what, check] of steps) {
      say(what);
      await check();
    }
  } finally {
    await closeStreamingFirestore();
  }
  return findings.result();
}

const stagesOf = (withStatistics: boolean) => (withStatistics ? [...counters, ...statistics] : counters);

async function checkAtStripe(input: {
  findings: Findings;
  booked: BookedMoney;
  stripeUrl: string | null;
}): Promise<void> {
  const { findings, booked, stripeUrl } = input;
  if (stripeUrl === null) return;
  checkStripe({ findings, booked, state: await controlClient(stripeUrl).state() });
}

async function checkTold(input: { findings: Findings; acknowledgedFile: string | null }): Promise<void> {
  const { findings, acknowledgedFile } = input;
  if (acknowledgedFile !== null) await checkAcknowledged({ findings, file: acknowledgedFile });
}
