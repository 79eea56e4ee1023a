import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import {
  ChangeAuthorizationRequest,
  ConsumeUnitsRequest,
  ReleaseUnitsRequest,
  ReserveUnitsRequest,
} from '../../../functions/src/units/wire.ts';
import { openDefaultClient } from '../../bench/sdk.ts';
import type { HostedFunction } from '../../host/routes.ts';
import { PEER_AUTHORIZATIONS } from './authorizations.ts';

/** As much of the functions' SDK as is used here. */
type Https = {
  readonly onCall: (
    handler: (request: {
      readonly auth?: { readonly uid: string };
      readonly data: unknown;
    }) => Promise<object>,
  ) => HostedFunction;
  readonly HttpsError: new (code: string, message: string, details: object) => Error;
};
type Db = ReturnType<typeof openDefaultClient>;
type Transaction = Parameters<Parameters<Db['runTransaction']>[0]>[0];

const fromFunctions = createRequire(new URL('../../../functions/package.json', import.meta.url));
const { onCall, HttpsError }: Https = fromFunctions('firebase-functions/https');

const ATTEMPTS = 5;
const FIRST_DELAY_MS = 10;
const HOUR_MS = 3_600_000;

const db = openDefaultClient();

/** A no that is a right answer, as our functions say it. */
const refuse = (reason: string): Error =>
  new HttpsError('failed-precondition', reason, { reason, retryable: false });

/** Five tries with delays from 10 ms, as most would write it. A refusal is final. */
async function inTransaction<Answer>(work: (open: Transaction) => Promise<Answer>): Promise<Answer> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await db.runTransaction(work, { maxAttempts: 1 });
    } catch (error) {
      if (error instanceof HttpsError) throw error;
      if (tried === ATTEMPTS)
        throw new HttpsError('aborted', 'Too many tried at once.', { reason: 'ABORTED', retryable: false });
      await sleep(FIRST_DELAY_MS * 2 ** (tried - 1));
    }
  }
}

type Request = { readonly authorizationId: string; readonly requestId: string };
type Role = 'student' | 'instructor' | 'admin';

/** What every change reads: whether it was done before, and who asks. */
async function openAuthorization(input: {
  open: Transaction;
  uid: string;
  request: Request;
  roles: readonly Role[];
}) {
  const { open, uid, request, roles } = input;
  const authorization = db.collection(PEER_AUTHORIZATIONS).doc(request.authorizationId);
  const entry = authorization.collection('ledger').doc(request.requestId);
  const [current, done, role] = await open.getAll(authorization, entry, db.doc(`roles/${uid}`));
  if (current === undefined || !current.exists) throw refuse('AUTHORIZATION_NOT_FOUND');
  const as = uid === current.get('studentId') ? 'student' : role?.get('role');
  if (!roles.includes(as)) throw refuse('ROLE_REQUIRED');
  const { totalUnits, reservedUnits, consumedUnits } = {
    totalUnits: Number(current.get('totalUnits')),
    reservedUnits: Number(current.get('reservedUnits')),
    consumedUnits: Number(current.get('consumedUnits')),
  };
  return { authorization, entry, isDone: done?.exists === true, totalUnits, reservedUnits, consumedUnits };
}

type Opened = Awaited<ReturnType<typeof openAuthorization>>;

const answerOf = ({ totalUnits, reservedUnits, consumedUnits }: Opened) => ({
  totalUnits,
  reservedUnits,
  consumedUnits,
  availableUnits: totalUnits - reservedUnits - consumedUnits,
});

/** Signed in, well-formed, and then in a transaction: the same that our wrapper asks for. */
function callable<Schema extends z.ZodType<Request>>(input: {
  schema: Schema;
  roles: readonly Role[];
  change: (change: { open: Transaction; opened: Opened; request: z.output<Schema> }) => Promise<object>;
}) {
  return onCall(async ({ auth, data }) => {
    if (auth === undefined) throw refuse('SIGN_IN_REQUIRED');
    const request = input.schema.safeParse(data);
    if (!request.success) throw refuse('INVALID_INPUT');
    return inTransaction(async open => {
      const opened = await openAuthorization({
        open,
        uid: auth.uid,
        request: request.data,
        roles: input.roles,
      });
      if (opened.isDone) return { ...answerOf(opened), replayed: true };
      return { ...(await input.change({ open, opened, request: request.data })), replayed: false };
    });
  });
}

const reserveUnits = callable({
  schema: ReserveUnitsRequest,
  roles: ['student', 'instructor', 'admin'],
  change: async ({ open, opened, request }) => {
    const { authorization, entry, totalUnits, reservedUnits, consumedUnits } = opened;
    const { requestId, units, startsAt } = request;
    if (startsAt.getTime() <= Date.now()) throw refuse('LESSON_IN_PAST');
    if (totalUnits - reservedUnits - consumedUnits < units) throw refuse('UNITS_EXCEEDED');
    const endsAt = new Date(startsAt.getTime() + units * HOUR_MS);
    open.update(authorization, { reservedUnits: reservedUnits + units });
    open.create(authorization.collection('reservations').doc(requestId), {
      state: 'HELD',
      units,
      startsAt,
      endsAt,
      heldAt: new Date(),
    });
    open.create(entry, { kind: 'held', effect: { reserved: units }, recordedAt: new Date() });
    return { ...answerOf({ ...opened, reservedUnits: reservedUnits + units }), reservationId: requestId };
  },
});

/** Releasing and consuming both end a hold; they differ in what was driven. */
async function end(input: {
  open: Transaction;
  opened: Opened;
  reservationId: string;
  state: 'RELEASED' | 'CONSUMED';
  driven: number;
}): Promise<object> {
  const { open, opened, reservationId, state, driven } = input;
  const { authorization, entry, reservedUnits, consumedUnits } = opened;
  const reservation = authorization.collection('reservations').doc(reservationId);
  const held = await open.get(reservation);
  if (held.get('state') !== 'HELD') throw refuse('RESERVATION_CLOSED');
  const balance = {
    reservedUnits: reservedUnits - Number(held.get('units')),
    consumedUnits: consumedUnits + driven,
  };
  open.update(authorization, balance);
  open.update(reservation, { state, consumedUnits: driven, endedAt: new Date() });
  open.create(entry, { kind: state, effect: { reserved: -Number(held.get('units')), consumed: driven } });
  return { ...answerOf({ ...opened, ...balance }), state };
}

const releaseUnits = callable({
  schema: ReleaseUnitsRequest,
  roles: ['student', 'instructor', 'admin'],
  change: ({ open, opened, request }) =>
    end({ open, opened, reservationId: request.reservationId, state: 'RELEASED', driven: 0 }),
});

const consumeUnits = callable({
  schema: ConsumeUnitsRequest,
  roles: ['instructor', 'admin'],
  change: ({ open, opened, request }) =>
    end({ open, opened, reservationId: request.reservationId, state: 'CONSUMED', driven: request.units }),
});

const changeAuthorization = callable({
  schema: ChangeAuthorizationRequest,
  roles: ['admin'],
  change: async ({ open, opened, request }) => {
    const { authorization, entry, reservedUnits, consumedUnits } = opened;
    const { totalUnits = opened.totalUnits } = request;
    if (totalUnits < reservedUnits + consumedUnits) throw refuse('UNITS_IN_USE');
    open.update(authorization, { totalUnits });
    open.create(entry, { kind: 'changed', effect: { total: totalUnits - opened.totalUnits } });
    return answerOf({ ...opened, totalUnits });
  },
});

/** What most would write: the balance is read in a transaction and written back. */
export const peerFunctions = new Map(
  Object.entries({ reserveUnits, releaseUnits, consumeUnits, changeAuthorization }),
);
