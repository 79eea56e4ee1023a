import '../payments/environment.ts';
import { randomUUID } from 'node:crypto';
import { type ChecksRequest, runChecks } from '../../../../tools/load/verify/run-checks.ts';
import { seatsDoc } from '../../../src/catalog/store.ts';
import { sessionDoc } from '../../../src/compliance/store.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { quizAttemptDoc } from '../../../src/quizzes/store.ts';
import { authorizationDoc } from '../../../src/units/store.ts';
import { useWorld } from '../payments/world.ts';
import { logOf, openSoundSchool, type School, withPlanted } from './sound-school.ts';

const world = useWorld();
let school: School;
let log: string;

beforeAll(async () => {
  school = await openSoundSchool();
  log = logOf(school.told);
});

async function verified(changes: Partial<ChecksRequest> = {}) {
  const request = { stripeUrl: world().stripeUrl, acknowledgedFile: log, withStatistics: false, ...changes };
  return runChecks(request, { say: () => undefined, onFinding: () => undefined });
}

/** What is told of it: where, what the records say, what is there. */
async function toldOf(documents: Readonly<Record<string, object | null>>) {
  const { findings, broken } = await withPlanted(documents, () => verified());
  expect(broken).toBe(findings.length);
  return findings.map(({ document, field, expected, found }) => ({ document, field, expected, found }));
}

const fieldsOf = async (name: string): Promise<object> => (await firestore().doc(name).get()).data() ?? {};
const numberIn = async (name: string, field: string): Promise<number> =>
  Number((await firestore().doc(name).get()).get(field));

const account = () => enrollmentDoc(school.payer).path;
const firstPayment = () => `${account()}/ledger/${school.payments[0]}`;
const attempt = (index: number) =>
  quizAttemptDoc({ ...school.exam, attemptId: Id.parse(school.attempts[index]) }).path;
const session = () => sessionDoc({ ...school.payer, sessionId: Id.parse(school.sessionId) }).path;
const driving = () => authorizationDoc(school.driving.authorizationId).path;

describe('a school in which everything was done by the functions', () => {
  it('agrees with its records in every respect, and each is looked at', async () => {
    const { findings, checks } = await verified();
    expect(findings).toEqual([]);
    expect(checks.filter(({ checked }) => checked === 0)).toEqual([]);
    expect(checks.map(({ invariant }) => invariant)).toEqual(
      expect.arrayContaining([
        'a balance is the sum of its ledger',
        'seats taken are students seated',
        'what Stripe holds is in a balance or in suspense, once',
        'a reservation is held once and ends once',
        'attempts are numbered from 1, each number once',
        'a grade is what the answers are worth by their own key',
        'no second is credited twice',
        'a day is the sum of the events on it',
        'an acknowledged payment is booked',
        'an acknowledged heartbeat is in the chain',
      ]),
    );
  });

  it('is not blamed for what Stripe holds where no Stripe is named', async () => {
    const { checks } = await verified({ stripeUrl: null, acknowledgedFile: null });
    expect(checks.map(({ invariant }) => invariant)).not.toContain(
      'what Stripe holds is in a balance or in suspense, once',
    );
  });
});

describe('what was changed past the functions is named: the document, the field, what it should be', () => {
  it('a cent too much in a balance', async () => {
    const amountPaid = await numberIn(account(), 'amountPaid');
    expect(await toldOf({ [account()]: { amountPaid: amountPaid + 1 } })).toEqual([
      { document: account(), field: 'amountPaid', expected: amountPaid, found: amountPaid + 1 },
    ]);
  });

  it('a payment booked a second time, although the balance is the sum of the ledger', async () => {
    const again = `${account()}/ledger/again`;
    const before = await fieldsOf(account());
    const twice = {
      amountPaid: (await numberIn(account(), 'amountPaid')) + 20_000,
      amountDue: 0,
      creditBalance: 15_000,
      paymentStatus: 'COMPLETED',
    };
    expect(before).toMatchObject({ amountDue: 5_000 });
    const told = await toldOf({
      [again]: { ...(await fieldsOf(firstPayment())), entryId: 'again' },
      [account()]: twice,
    });
    const stripe = `stripe/${school.payments[0]}`;
    expect(told).toEqual([
      {
        document: firstPayment(),
        field: 'paymentIntentId',
        expected: `${school.payments[0]} in again alone`,
        found: `${school.payments[0]} in ${school.payments[0]} again`,
      },
      { document: stripe, field: 'paid', expected: 20_000, found: 40_000 },
    ]);
  });

  it('a payment that was acknowledged and is gone, although the balance is the sum of the ledger', async () => {
    const told = await toldOf({
      [firstPayment()]: null,
      [account()]: {
        amountPaid: (await numberIn(account(), 'amountPaid')) - 20_000,
        amountDue: 25_000,
        paymentStatus: 'PARTIAL',
      },
    });
    const stripe = `stripe/${school.payments[0]}`;
    expect(told).toEqual(
      expect.arrayContaining([
        { document: stripe, field: 'paid', expected: 20_000, found: 0 },
        { document: firstPayment(), field: 'effect.paid', expected: 20_000, found: 'not there' },
      ]),
    );
  });

  it.each([
    ['our own record', {}],
    ['Stripe alone, for a payment without a record,', { [`payments/ID`]: null }],
  ])('a payment in a stranger’s ledger, which %s gives to somebody else', async (_, records) => {
    const [paymentId = ''] = school.payments;
    const stranger = `users/a-stranger/courses/${school.payer.courseId}`;
    const booked = `${stranger}/ledger/${paymentId}`;
    const planted = Object.fromEntries(
      Object.entries(records).map(([name, fields]) => [name.replace('ID', paymentId), fields]),
    );
    const told = await toldOf({
      ...planted,
      [stranger]: await fieldsOf(account()),
      [booked]: await fieldsOf(firstPayment()),
      [firstPayment()]: null,
    });
    expect(told).toContainEqual({
      document: booked,
      field: 'account',
      expected: account(),
      found: stranger,
    });
  });

  it('a seat counted that nobody has', async () => {
    const seats = seatsDoc(school.payer.courseId).path;
    expect(await toldOf({ [seats]: { taken: 2 } })).toEqual([
      { document: seats, field: 'taken', expected: 1, found: 2 },
    ]);
  });

  it('more seated than there are seats', async () => {
    const seats = seatsDoc(school.payer.courseId).path;
    expect(await toldOf({ [seats]: { capacity: 0 } })).toEqual([
      { document: seats, field: 'taken', expected: 'at most 0', found: 1 },
    ]);
  });

  it('a lesson driven twice, although the units are the sum of the ledger', async () => {
    const ledger = `${driving()}/ledger`;
    const found = await firestore().collection(ledger).where('kind', '==', 'consumed').get();
    const entry = found.docs[0]?.data() ?? {};
    const told = await toldOf({
      [`${ledger}/again`]: {
        ...entry,
        entryId: 'again',
        effect: { total: 0, reserved: 0, consumed: 1 },
      },
      [driving()]: { consumedUnits: 2 },
    });
    const reservation = `${driving()}/reservations/${school.driven}`;
    expect(told).toEqual(
      expect.arrayContaining([
        { document: reservation, field: 'entries that end it', expected: 1, found: 2 },
        { document: reservation, field: 'consumedUnits', expected: 2, found: 1 },
      ]),
    );
  });

  it('a unit held that no reservation holds', async () => {
    expect(await toldOf({ [driving()]: { reservedUnits: 2 } })).toEqual([
      { document: driving(), field: 'reservedUnits', expected: 1, found: 2 },
    ]);
  });

  it('an instructor in two places at once', async () => {
    const calendars = await firestore().collection('instructorCalendars').get();
    const calendar = calendars.docs.find(each => each.get('lessons').length > 0);
    if (calendar === undefined) throw new Error('a lesson is in the calendar');
    const lessons = calendar.get('lessons');
    const told = await toldOf({ [calendar.ref.path]: { lessons: [...lessons, lessons[0]] } });
    expect(told).toContainEqual({
      document: calendar.ref.path,
      field: 'lessons',
      expected: 'no two at once',
      found: 'two at once',
    });
  });

  it('an attempt that bears a number of another', async () => {
    expect(await toldOf({ [attempt(1)]: { attemptNumber: 1 } })).toEqual([
      { document: attempt(1), field: 'attemptNumber', expected: 2, found: 1 },
    ]);
  });

  it('a grade that is not what the answers are worth', async () => {
    expect(await toldOf({ [attempt(0)]: { 'result.score': 3 } })).toEqual(
      expect.arrayContaining([{ document: attempt(0), field: 'result.score', expected: 1, found: 3 }]),
    );
  });

  it('more attempts than the exam allows', async () => {
    const record = attempt(0).split('/attempts/')[0] ?? '';
    const allowed = { 'rules.attempts': 1 };
    expect(await toldOf({ [attempt(0)]: allowed, [attempt(1)]: allowed })).toEqual([
      { document: record, field: 'attempts of round 0', expected: 'at most 1', found: 2 },
    ]);
  });

  it('a minute more on a day than was studied', async () => {
    const days = await firestore().collection(`${account()}/days`).get();
    const day = days.docs[0]?.ref.path ?? '';
    const creditedSeconds = await numberIn(day, 'creditedSeconds');
    expect(await toldOf({ [day]: { creditedSeconds: creditedSeconds + 60 } })).toEqual(
      expect.arrayContaining([
        {
          document: day,
          field: 'creditedSeconds',
          expected: creditedSeconds,
          found: creditedSeconds + 60,
        },
      ]),
    );
  });

  it('a minute more in day, session and enrollment alike, which no event tells of', async () => {
    const day = (await firestore().collection(`${account()}/days`).get()).docs[0]?.ref.path ?? '';
    const creditedSeconds = await numberIn(session(), 'creditedSeconds');
    const more = { creditedSeconds: creditedSeconds + 60 };
    const told = await toldOf({ [day]: more, [session()]: more, [account()]: more });
    expect(told).toEqual(
      expect.arrayContaining([
        {
          document: session(),
          field: 'creditedSeconds',
          expected: creditedSeconds,
          found: creditedSeconds + 60,
        },
      ]),
    );
  });

  it('a heartbeat that was acknowledged and is gone', async () => {
    const event = `${session()}/events/00000002`;
    const told = await toldOf({ [event]: null });
    expect(told).toContainEqual({
      document: event,
      field: 'totalSeconds',
      expected: 120,
      found: 'not there',
    });
    expect(told).toContainEqual(
      expect.objectContaining({ document: session(), found: expect.stringContaining('missing') }),
    );
  });

  it('a receipt that has lost its answer', async () => {
    const receipts = await firestore().collection(`users/${school.payer.userId}/requests`).get();
    const receipt = receipts.docs[0]?.ref.path ?? '';
    expect(await toldOf({ [receipt]: { receipt: { operation: 'enroll' } } })).toContainEqual({
      document: receipt,
      field: 'receipt',
      expected: 'whole',
      found: 'missing, or not whole',
    });
  });

  it('a webhook that was taken in and never applied', async () => {
    const events = await firestore().collection('stripeEvents').where('state', '==', 'applied').get();
    const event = events.docs[0]?.ref.path ?? '';
    expect(await toldOf({ [event]: { state: 'received', problem: 'UNAVAILABLE' } })).toContainEqual({
      document: event,
      field: 'state',
      expected: 'applied',
      found: 'received: UNAVAILABLE',
    });
  });

  it('what was acknowledged last of very much', async () => {
    const much = Array.from({ length: 60 }, () => school.told).flat();
    const sessionId = randomUUID();
    const last = { kind: 'sessionStarted' as const, ...school.payer, sessionId };
    const { findings } = await verified({ acknowledgedFile: logOf([...much, last]) });
    expect(findings).toEqual([
      {
        invariant: 'an acknowledged session is there',
        document: `${account()}/sessions/${sessionId}`,
        field: 'sessionId',
        expected: sessionId,
        found: 'not there',
      },
    ]);
  });

  it('a payment that was acknowledged and that nobody ever booked', async () => {
    const paymentIntentId = `pi_${randomUUID()}`;
    const told = { kind: 'paid' as const, ...school.payer, paymentIntentId, eventId: 'evt_x', amount: 100 };
    const { findings } = await verified({ acknowledgedFile: logOf([...school.told, told]) });
    expect(findings).toContainEqual({
      invariant: 'an acknowledged payment is booked',
      document: `${account()}/ledger/${paymentIntentId}`,
      field: 'effect.paid',
      expected: 100,
      found: 'not there',
    });
  });
});
