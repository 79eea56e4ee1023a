import { stripeWebhookSecret } from '../../stack/settings.ts';
import { signPayload } from '../../stripe-double/index.ts';
import { courses, PRICE } from '../world/catalog.ts';
import { type Attack, type Expected, someOfEach } from './attack.ts';
import { noIds, strangeTexts } from './nasty.ts';
import type { Target } from './target.ts';
import { transportAttacks } from './transport.ts';

/** What a host refuses by itself: a body that is none, a type or an encoding that it does not know. */
const refusedByHost = [400, 404, 405, 413, 415] as const;
const status = (...anyOf: readonly number[]): Expected => ({ kind: 'status', anyOf });

const MINUTE_SECONDS = 60;

/** A payment that would open a course, if Stripe had signed it. */
function forgedEvent({ cast }: Target): string {
  const metadata = { userId: cast.owner.uid, courseId: courses.toPay };
  const object = {
    id: 'pi_forged',
    object: 'payment_intent',
    status: 'succeeded',
    currency: 'usd',
    metadata,
  };
  const amounts = { amount: PRICE, amount_received: PRICE };
  const created = Math.floor(Date.now() / 1_000);
  const data = { object: { ...object, ...amounts } };
  return JSON.stringify({
    id: 'evt_forged',
    object: 'event',
    type: 'payment_intent.succeeded',
    created,
    data,
  });
}

export function attacksOnWebhook(target: Target): Attack[] {
  const body = forgedEvent(target);
  const signed = (secret: string, ageSeconds = 0): string =>
    signPayload({ body, secret, timestampSeconds: Math.floor(Date.now() / 1_000) - ageSeconds });
  const good = signed(stripeWebhookSecret);
  const [time = '', digest = ''] = good.split(',');
  const signatures: readonly string[] = [
    '',
    'let me in',
    time,
    digest,
    `${time},v1=`,
    `${time},v1=${'0'.repeat(64)}`,
    good.slice(0, -1),
    good.toUpperCase(),
    good.replace('v1=', 'v0='),
    signed('whsec_of_somebody_else'),
    signed('sk_test_local_double'),
    signed(stripeWebhookSecret, 6 * MINUTE_SECONDS),
    signed(stripeWebhookSecret, 24 * 60 * MINUTE_SECONDS),
    `t=1e99,${digest}`,
    `t=-1,${digest}`,
    `${time},${'v1=00,'.repeat(1_000)}`,
  ];
  const json = { 'content-type': 'application/json' };
  const path = '/stripeWebhook';
  const forged = signatures.map(
    (signature): Attack => ({
      attackClass: 'forged signature',
      what: signature.slice(0, 60),
      sending: { path, headers: { ...json, 'stripe-signature': signature }, body },
      expected: status(400),
    }),
  );
  const otherBytes = [`${body} `, body.replaceAll(String(PRICE), '1'), body.replaceAll('forged', 'forgot')];
  return [
    ...forged,
    ...otherBytes.map(
      (sent): Attack => ({
        attackClass: 'forged signature',
        what: 'signed over other bytes',
        sending: { path, headers: { ...json, 'stripe-signature': good }, body: sent },
        expected: status(400),
      }),
    ),
    ...transportAttacks({ path, headers: json, body, methods: ['POST'], expected: status(...refusedByHost) }),
  ];
}

export function attacksOnBeacon({ cast }: Target): Attack[] {
  const { owner, classmate } = cast;
  const token = (...parts: readonly string[]): string => parts.join('.');
  const right = token(owner.uid, courses.toStudy, owner.sessionId, owner.beaconSecret);
  const forged: readonly string[] = [
    token(owner.uid, courses.toStudy, owner.sessionId, classmate.beaconSecret),
    token(owner.uid, courses.toStudy, owner.sessionId, 'A'.repeat(43)),
    token(owner.uid, courses.toStudy, classmate.sessionId, owner.beaconSecret),
    token(classmate.uid, courses.toStudy, owner.sessionId, owner.beaconSecret),
    token(owner.uid, courses.toTest, owner.sessionId, owner.beaconSecret),
    token(owner.uid, courses.toStudy, owner.sessionId, owner.beaconHash),
    `${right}.`,
    `${right}\n`,
    right.slice(0, -1),
    right.toUpperCase(),
    JSON.stringify(right),
    '...',
    '',
    ...noIds.map(({ json }) => token(JSON.parse(json), courses.toStudy, owner.sessionId, owner.beaconSecret)),
    ...strangeTexts,
  ];
  const headers = { 'content-type': 'text/plain' };
  const path = '/sessionBeacon';
  return [
    ...forged.map(
      (body, index): Attack => ({
        attackClass: 'forged secret',
        what: `no. ${index + 1}: ${body.slice(0, 60)}`,
        sending: { path, headers, body },
        expected: status(204, 400, 413),
      }),
    ),
    // It takes its token as bytes, whatever they are said to be: so none that is right may be carried here.
    ...transportAttacks({
      path,
      headers,
      body: JSON.stringify({ token: 'none' }),
      methods: ['POST'],
      expected: status(204, ...refusedByHost),
    }),
  ];
}

export function attacksOnCheck({ cast }: Target): Attack[] {
  const { serial, uid, certificateId } = cast.owner;
  const path = '/verifyCertificate';
  const tricks = [...noIds.map(({ json }): string => JSON.parse(json)), ...strangeTexts].map(
    encodeURIComponent,
  );
  const guesses: readonly string[] = [
    ...[serial.slice(0, -1), `${serial}0`, serial.replace(/.$/, '*'), certificateId, uid].map(
      text => `/${text}`,
    ),
    ...tricks.map(text => `/${text}`),
    ...tricks.map(text => `?serial=${text}`),
    '/%',
    '/%zz',
    '/%ff%fe',
    '/..%2f..%2fusers',
    '?serial[]=a&serial[]=b',
    '?serial[__proto__]=a',
    '?__proto__[serial]=a',
    `/${'x'.repeat(8_000)}`,
    `?${'serial=a&'.repeat(800)}`,
    '/<script>alert(1)</script>',
    '',
    '/',
    '//',
    '/a/b/c/d',
  ];
  const accepted = ['application/json', 'text/html', '*/*;q=nonsense'];
  const seen = guesses.map((guess, index): Attack => {
    const accept = accepted[index % accepted.length] ?? '';
    return {
      attackClass: 'guessed serial',
      what: `${guess.slice(0, 60)} as ${accept}`,
      sending: { method: 'GET', path: `${path}${guess}`, headers: { accept } },
      // What is no text once decoded, the host refuses by itself.
      expected: status(404, 400),
    };
  });
  const carriage = {
    path: `${path}/${serial}`,
    headers: { 'content-type': 'application/json' },
    body: '{"data":{}}',
    methods: ['GET', 'HEAD'],
    expected: status(...refusedByHost),
  };
  // A true serial tells initials and course, and no name.
  const told = accepted.map(
    (accept): Attack => ({
      attackClass: 'guessed serial',
      what: `a true one as ${accept}`,
      sending: { method: 'GET', path: `${path}/${serial}`, headers: { accept } },
      expected: status(200),
    }),
  );
  return [...seen, ...told, ...transportAttacks(carriage)];
}

/** Cloud Scheduler alone gets this far; what it never sends must not make a schedule fail, or do anything else. */
export function attacksOnSchedule({ endpoint }: Target): Attack[] {
  const attacks = transportAttacks({
    path: `/${endpoint.name}`,
    headers: { 'content-type': 'application/json', 'x-cloudscheduler': 'true' },
    body: '{"data":{}}',
    methods: [],
    expected: status(200, ...refusedByHost),
  });
  // Each one that is let in is a whole run of the schedule's work.
  return someOfEach({ attacks, perGroup: 2, offset: endpoint.name.length });
}
