import type { TimelineItem, TimelineItemOf } from '../../../src/staff/api.ts';

/** Things of a student's history, for tests: only what a test is about is said there. */

export const payment = (over: Partial<TimelineItemOf<'payment'>> = {}): TimelineItem => ({
  kind: 'payment',
  id: 'pi_1',
  at: '2026-03-02T10:00:00.000Z',
  ledgerKind: 'payment',
  amount: 4_950,
  currency: 'usd',
  paymentIntentId: 'pi_1',
  refundableAmount: 4_950,
  ...over,
});

export const session = (over: Partial<TimelineItemOf<'session'>> = {}): TimelineItem => ({
  kind: 'session',
  id: 'session-1',
  at: '2026-03-02T10:00:00.000Z',
  state: 'TERMINATED',
  startedAt: '2026-03-02T10:00:00.000Z',
  endedAt: '2026-03-02T11:00:00.000Z',
  creditedSeconds: 3_600,
  endReason: 'student',
  device: 'Firefox',
  ...over,
});

export const check = (over: Partial<TimelineItemOf<'challenge'>> = {}): TimelineItem => ({
  kind: 'challenge',
  id: 'check-1',
  at: '2026-03-02T10:30:00.000Z',
  questionId: 'firstPet',
  state: 'CORRECT',
  issuedAt: '2026-03-02T10:30:00.000Z',
  settledAt: '2026-03-02T10:30:20.000Z',
  ...over,
});
