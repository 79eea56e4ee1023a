import { SetupError } from '../../setup/setup-error.mjs';
import { functionUrl } from '../target.ts';
import type { UnquietStack } from './stack.ts';

/** As Cloud Scheduler calls them, in an order in which each finds what the one before has left. */
const schedules = [
  'sweepStripeEvents',
  'sweepOutbox',
  'closeStaleSessions',
  'finishOverdueAttempts',
  'expireReservations',
] as const;

/** Sweeps leave alone what is younger than some minutes: those are still the business of triggers. */
const LATER_MS = 3_600_000;
/** What one sweep takes in may leave work for the next. */
const ROUNDS = 3;
const FLUSH_MS = 60_000;

/**
 * After the faults: every webhook that was withheld comes, and an hour later the schedules go round, as they do by
 * themselves. What Stripe gave up to deliver, or never sent, they have to find.
 */
export async function drain({
  stack,
  say,
}: {
  stack: UnquietStack;
  say: (line: string) => void;
}): Promise<void> {
  const { instances, target } = stack;
  await instances.settled();
  say('Delivering what was withheld …');
  const delivered = await target.stripe.control.flush({ timeoutMs: FLUSH_MS });
  say(
    `${delivered.lost + delivered.failed} webhooks never arrived; an hour passes, and the schedules go round …`,
  );
  await instances.moveClock({ byMs: LATER_MS });
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const name of schedules) await runSchedule({ stack, name });
}

async function runSchedule({ stack, name }: { stack: UnquietStack; name: string }): Promise<void> {
  const [instanceUrl] = stack.target.instanceUrls();
  if (instanceUrl === undefined) throw new SetupError('No instance of the functions is up.');
  const response = await fetch(functionUrl({ instanceUrl, name }), { method: 'POST' });
  await response.arrayBuffer();
  if (!response.ok) throw new SetupError(`${name} failed with ${response.status}: its log tells why.`);
}
