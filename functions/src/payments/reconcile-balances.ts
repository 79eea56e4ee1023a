import { onSchedule } from 'firebase-functions/scheduler';
import { balanceEqualsLedger, paymentStatusFrom } from '../enrollments/balance.ts';
import { accessStatusFrom } from '../enrollments/enrollment.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { systemClock } from '../platform/clock.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { type AccountRead, readAccount, readAccounts } from './account-queries.ts';
import { findUnbookedPayments } from './unbooked-payments.ts';

export interface Drift {
  readonly path: string;
  readonly problem: 'balanceIsNotTheLedger' | 'statusIsNotDerived';
}

export interface ReconciliationReport {
  readonly checked: number;
  readonly drifts: readonly Drift[];
  /** Payments that Stripe received lately and that stand in no ledger, neither of an enrollment nor in suspense. */
  readonly unbookedPayments: readonly string[];
}

/** Every night: each balance against its ledger, and Stripe's payments of the last days against both. Repairs nothing. */
export const reconcileBalances = onSchedule(
  { schedule: '40 9 * * *', timeZone: 'Etc/UTC', timeoutSeconds: 1_800, secrets: [stripeSecretKey] },
  async () => {
    await compareBalances({ now: systemClock.now() });
  },
);

export async function compareBalances({ now }: { now: Date }): Promise<ReconciliationReport> {
  let checked = 0;
  const drifts: Drift[] = [];
  for await (const account of readAccounts()) {
    checked += 1;
    const drift = driftOf(account) === undefined ? undefined : await confirmedDrift(account);
    if (drift !== undefined) drifts.push(drift);
  }
  const unbookedPayments = await findUnbookedPayments({ now });
  for (const drift of drifts) log.warn('balanceDrift', { ...drift });
  for (const paymentIntentId of unbookedPayments) log.warn('unbookedPayment', { paymentIntentId });
  log.info('reconcileBalances', {
    checked,
    drifts: drifts.length,
    unbookedPayments: unbookedPayments.length,
  });
  return { checked, drifts, unbookedPayments };
}

/** A payment may have landed between reading the balance and reading its ledger; only what lasts is drift. */
async function confirmedDrift({ path }: AccountRead): Promise<Drift | undefined> {
  for (let look = 0; look < 2; look += 1) {
    const again = await readAccount(path);
    if (again === undefined || driftOf(again) === undefined) return undefined;
    if (look === 1) return driftOf(again);
  }
  return undefined;
}

function driftOf({ path, enrollment, entries }: AccountRead): Drift | undefined {
  if (!balanceEqualsLedger(enrollment, entries)) return { path, problem: 'balanceIsNotTheLedger' };
  return hasDerivedStatuses(enrollment) ? undefined : { path, problem: 'statusIsNotDerived' };
}

const hasDerivedStatuses = (enrollment: Enrollment): boolean =>
  enrollment.paymentStatus === paymentStatusFrom(enrollment) &&
  enrollment.accessStatus === accessStatusFrom(enrollment);
