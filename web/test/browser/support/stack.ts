import { z } from 'zod';
import { openFirestore } from '../../../../functions/src/platform/firestore.ts';
import { controlClient } from '../../../../tools/stripe-double/control-client.ts';

const Description = z.strictObject({
  projectId: z.string(),
  /** Of the pages, without a slash at the end. */
  webUrl: z.string(),
  /** Up to a function's name. */
  baseUrl: z.string(),
  authHost: z.string(),
  firestoreHost: z.string(),
  stripeUrl: z.string(),
  controlUrl: z.string(),
  chromiumPath: z.string(),
});

function describe(): z.infer<typeof Description> {
  const text = process.env['SEATBELT_BROWSER_STACK'];
  if (text === undefined) throw new Error('Browser tests need their stack: npm test -- --project browser');
  return Description.parse(JSON.parse(text));
}

/** Where everything runs: the pages, the functions, the emulators and the Stripe double. */
export const stack = describe();

/** What Stripe holds, and how it is made to fail. */
export const stripe = controlClient(stack.stripeUrl);

/** What is really stored, past all rules. Closed by whoever opens a browser. */
export const firestore = openFirestore({ projectId: stack.projectId, host: stack.firestoreHost });

/** Sets the functions' clock to so much after the real time; 0 sets it right again. The browser's own stays. */
export async function moveClock(input: { byMs: number }): Promise<void> {
  const { status } = await fetch(`${stack.controlUrl}/move-clock`, {
    method: 'POST',
    body: JSON.stringify(input),
  });
  if (status !== 204) throw new Error(`the clock was not moved: ${status}`);
}

/** Runs a scheduled function now, as Cloud Scheduler would. */
export async function runSchedule(
  name: 'closeStaleSessions' | 'expireEnrollments' | 'finishOverdueAttempts',
): Promise<void> {
  const { ok, status } = await fetch(`${stack.baseUrl}/${name}`, { method: 'POST' });
  if (!ok) throw new Error(`${name} answered ${status}`);
}
