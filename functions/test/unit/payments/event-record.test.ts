import { EventApplied, eventReceipt, recordEvent } from '../../../src/payments/event-record.ts';
import type { StripeEventRecord } from '../../../src/payments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';

const DAY_MS = 86_400_000;
const now = new Date('2026-03-02T10:00:00Z');
const event = {
  eventId: Id.parse('evt_1'),
  type: 'payment_intent.succeeded',
  createdAt: new Date('2026-03-02T09:59:00Z'),
  payload: '{"id":"evt_1"}',
};
const waiting: StripeEventRecord = {
  ...event,
  receivedAt: new Date('2026-03-01T10:00:00Z'),
  attempts: 2,
  expireAt: new Date('2026-05-30T10:00:00Z'),
  state: 'received',
  accountPath: null,
  problem: 'UNAVAILABLE',
};

const recorded = ({ known, problem }: { known?: StripeEventRecord; problem?: string } = {}) =>
  recordEvent({
    event,
    state: 'applied',
    accountPath: 'users/student-1/courses/course-1',
    ...(problem === undefined ? {} : { problem }),
    // The event's own document is the only one that is asked for.
    view: {
      now,
      get: <T extends object>(doc: { schema: { parse(data: unknown): T } }) =>
        known === undefined ? undefined : doc.schema.parse(known),
    },
  });

describe('the record of an event', () => {
  it('that comes for the first time is kept whole, for 90 days', () => {
    expect(recorded()).toMatchObject({
      kind: 'create',
      doc: { path: 'stripeEvents/evt_1' },
      data: {
        ...event,
        receivedAt: now,
        attempts: 0,
        state: 'applied',
        accountPath: 'users/student-1/courses/course-1',
        problem: null,
        expireAt: new Date(now.getTime() + 90 * DAY_MS),
      },
    });
  });

  it('that waited keeps when it came and how often it was tried, and loses its problem', () => {
    const change = recorded({ known: waiting });
    expect(change).toMatchObject({
      kind: 'update',
      patch: { state: 'applied', accountPath: 'users/student-1/courses/course-1', problem: null },
    });
    expect(Object.keys(change.kind === 'update' ? change.patch : {}).sort()).toEqual([
      'accountPath',
      'problem',
      'state',
    ]);
  });

  it('tells what stands in the way', () => {
    expect(recorded({ problem: 'NO_OWNER' })).toMatchObject({ data: { problem: 'NO_OWNER' } });
  });
});

it('an event is its own receipt: the same delivery always, another event or type never', () => {
  const receipt = eventReceipt(event);
  expect(receipt).toMatchObject({ doc: { path: 'stripeEvents/evt_1' } });
  expect(eventReceipt({ ...event, payload: '{}', createdAt: now })).toEqual(receipt);
  const others = [
    { ...event, eventId: Id.parse('evt_2') },
    { ...event, type: 'charge.succeeded' },
  ];
  for (const other of others) expect(eventReceipt(other)).not.toEqual(receipt);
  expect(EventApplied.safeParse({ entriesAdded: 2 }).success).toBe(true);
  expect(EventApplied.safeParse({ entriesAdded: -1 }).success).toBe(false);
});
