import './environment.ts';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { toldOf } from '../audit/staff.ts';
import { confirm, openPart } from './paying.ts';
import { accountOf, enrolled } from './school.ts';
import { newEvent, post } from './signed-post.ts';
import { inboxEntry } from './triggers.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const script = path.join(__dirname, '../../../../scripts/replay-events.ts');

/** Runs the command as an operator does, without the key to Stripe unless told. */
async function run(args: readonly string[], withKey = false) {
  const { STRIPE_SECRET_KEY, ...environment } = process.env;
  const env = withKey ? { ...environment, STRIPE_SECRET_KEY } : environment;
  const child = spawn(process.execPath, [script, ...args], { env });
  const closed = Promise.withResolvers<number | null>();
  child.on('close', closed.resolve);
  const [code, out, err] = await Promise.all([closed.promise, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

const linesOf = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));

/** A refund that overtook its payment: it waits, and could be applied by now. */
async function waitingRefund() {
  const key = await enrolled();
  const { paymentIntentId } = await openPart(key, { amount: 20_000 });
  const object = { id: `re_of_${paymentIntentId}`, amount: 500, currency: 'usd', status: 'succeeded' };
  const refund = newEvent({ type: 'refund.created', object: { ...object, payment_intent: paymentIntentId } });
  await post({ body: refund.body });
  await confirm(paymentIntentId);
  await world().stripe.flush();
  return { key, paymentIntentId, id: refund.id };
}

describe('replay-events', () => {
  it('lists what waits, then applies it and tells so before; applied events are none of its business', async () => {
    const { key, id } = await waitingRefund();
    expect(await run([])).toMatchObject({
      code: 0,
      out: expect.stringMatching(new RegExp(`${id} refund.created: received \\(PAYMENT_NOT_FOUND\\)`)),
    });
    expect(await inboxEntry(id)).toMatchObject({ state: 'received' });
    const applied = await run(['--apply', '--json']);
    expect(applied.code).toBe(0);
    expect(linesOf(applied.out)).toMatchObject([
      { eventId: id, state: 'received', after: 'applied', problem: null },
      { mode: 'apply', events: 1, applied: 1, failed: 0 },
    ]);
    expect(applied.out).not.toContain('payload');
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 20_000, amountRefunded: 500 });
    expect(await toldOf('operator')).toMatchObject([
      { action: 'replayEvents', outcome: 'applied', subject: { document: `stripeEvents/${id}` } },
    ]);
    expect(linesOf((await run(['--json'])).out)).toMatchObject([{ events: 0 }]);
    expect((await run(['--event', id, '--apply'])).code).toBe(0);
    expect(await toldOf('operator')).toHaveLength(1);
  }, 60_000);

  it('what wants Stripe to be asked says so without its key, holds up nobody, and is applied with it', async () => {
    const { id, paymentIntentId } = await waitingRefund();
    const charge = { id: 'ch_1', payment_intent: paymentIntentId, amount_refunded: 0, currency: 'usd' };
    const { id: asking, body } = newEvent({ type: 'charge.refunded', object: charge });
    await world().stripe.flush();
    await post({ body });
    const later = ['--state', 'ignored', '--apply', '--json'];
    const without = await run(later);
    expect(without.code).toBe(1);
    expect(linesOf(without.out)).toContainEqual(
      expect.objectContaining({ eventId: asking, after: 'ignored', problem: 'StripeKeyMissing' }),
    );
    const withKey = await run(later, true);
    expect(withKey.code).toBe(0);
    expect(await inboxEntry(id)).toMatchObject({ state: 'received' });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(linesOf((await run(['--since', tomorrow, '--json'])).out)).toMatchObject([{ events: 0 }]);
    expect((await run(['--event', 'evt_of_nobody'])).code).toBe(1);
    expect((await run(['evt_of_nobody'])).code).toBe(2);
  }, 60_000);
});
