import { randomUUID } from 'node:crypto';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { getStudentTimeline } from '../../../src/console/get-student-timeline.ts';
import type { TimelineItem } from '../../../src/console/timeline-item.ts';
import { GetStudentTimelineAnswer } from '../../../src/console/wire.ts';
import { noEffect } from '../../../src/enrollments/balance.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { newStaff, toldOf } from '../audit/staff.ts';
import { call } from '../call.ts';
import { signedUp } from '../people/world.ts';
import { useOwnProject } from '../project.ts';
import { at, booked, eventful, paid, refundTold } from './history.ts';
import { blameOf, enrolled, named } from './world.ts';

useOwnProject('console-timeline');

let admin: string;

beforeAll(async () => {
  admin = await newStaff();
});

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

interface Asking {
  readonly limit?: number;
  readonly before?: string | null;
  readonly uid?: string;
}

const asking = (
  { userId, courseId }: Pick<Enrollment, 'userId' | 'courseId'>,
  { uid = admin, before, limit }: Asking = {},
) =>
  call(getStudentTimeline, {
    uid,
    data: {
      ...{ userId, courseId, requestId: randomUUID() },
      ...(before == null ? {} : { before }),
      ...(limit === undefined ? {} : { limit }),
    },
  });
const timeline = async (key: Enrollment, how: Asking = {}) =>
  GetStudentTimelineAnswer.parse(await asking(key, how));

const nameOf = ({ kind, id }: TimelineItem): string => `${kind} ${id}`;

/** All pages of so many items, put together. */
async function pages(key: Enrollment, limit: number): Promise<readonly string[]> {
  const names: string[] = [];
  let before: string | null = null;
  for (let page = 0; page < 30; page += 1) {
    const { items, nextBefore } = await timeline(key, { limit, before });
    names.push(...items.map(nameOf));
    before = nextBefore;
    if (before === null) return names;
  }
  throw new Error('the pages do not end');
}

describe('the timeline of a student', () => {
  let key: Enrollment;
  let answer: GetStudentTimelineAnswer;

  beforeAll(async () => {
    key = await eventful();
    answer = await timeline(key);
  });

  it('tells of money, study, checks, exams, what staff did and certificates, the newest first', () => {
    expect(answer.nextBefore).toBeNull();
    expect(answer.items.map(nameOf)).toEqual([
      'payment re_1',
      `staffAction ${certificateName(key)}_revokeCertificate`,
      `certificate ${certificateName(key)}`,
      'adjustment t-1',
      'staffAction w-1',
      'staffAction q-1_voided',
      'attempt q-1',
      'staffAction a-1',
      'challenge c-1',
      'session s-1',
      'payment pi_1',
      'payment tuition_1',
    ]);
  });

  it('says what of a payment can still be returned', () => {
    const payments = answer.items.flatMap(item =>
      item.kind === 'payment' ? [[item.ledgerKind, item.amount, item.refundableAmount]] : [],
    );
    expect(payments).toEqual([
      ['refund', 5_000, 0],
      ['payment', 20_000, 15_000],
      ['tuition', 20_000, 0],
    ]);
  });

  it('says it when the refund is on another page, too', async () => {
    const { items } = await timeline(key, { before: at(2).toISOString() });
    expect(items).toMatchObject([{ refundableAmount: 15_000 }, { ledgerKind: 'tuition' }]);
  });

  it('tells how an attempt ended and who voided it, and of a check never the answer', () => {
    const item = (kind: string, id: string) =>
      answer.items.find(each => each.kind === kind && each.id === id);
    expect(item('attempt', 'q-1')).toMatchObject({ quizTitle: 'Final exam', state: 'VOIDED', percent: 75 });
    expect(item('staffAction', 'q-1_voided')).toEqual({
      ...{ kind: 'staffAction', id: 'q-1_voided', action: 'voidQuizAttempt', by: 'admin-1' },
      reason: 'asked for at the desk',
      at: at(7).toISOString(),
    });
    expect(item('challenge', 'c-1')).toEqual({
      ...{ kind: 'challenge', id: 'c-1', questionId: 'first-pet', state: 'INCORRECT' },
      ...{ at: at(3).toISOString(), issuedAt: at(3).toISOString(), settledAt: at(4).toISOString() },
    });
  });

  it('comes with the enrollment as it is stored', () => {
    expect(answer.enrollment).toMatchObject({
      ...{ userId: key.userId, amountRefunded: 5_000, identity: { asked: 0 } },
      registeredAt: '2026-03-01T15:00:00.000Z',
    });
  });

  it.each([1, 2, 5, 12, 100])('in pages of %i each item comes once', async limit => {
    expect(await pages(key, limit)).toEqual(answer.items.map(nameOf));
  });
});

const certificateName = ({ registrationId }: Enrollment): string => `certificate_${registrationId}`;

describe('money that went back', () => {
  const admin1 = { by: 'admin-1', reason: 'asked for at the desk' };

  it('shows who asked for it and why; nothing else of the audit log, and nothing of others, is shown', async () => {
    const [key, other] = [await enrolled(), await enrolled()];
    const refund = await refundTold(key, { minute: 5 });
    const before = await refundTold(key, { minute: 3 });
    await refundTold(key, { minute: 6, action: 'exportComplianceRecord' });
    await refundTold(key, { minute: 7, outcome: 'refused', refusal: 'REFUND_EXCEEDS_PAYMENT' });
    await refundTold(key, { minute: 8, subject: { userId: key.userId, courseId: null, document: null } });
    await refundTold(other, { minute: 9 });
    const told = (id: Id, minute: number) => ({
      ...{ kind: 'staffAction', id, action: 'refundPayment', ...admin1 },
      at: at(minute).toISOString(),
    });
    expect((await timeline(key)).items).toEqual([told(refund, 5), told(before, 3)]);
    expect(await pages(key, 1)).toEqual([`staffAction ${refund}`, `staffAction ${before}`]);
  });

  it('and what is disputed is not offered to go back: the bank has it', async () => {
    const key = await enrolled({ amountPaid: 20_000, amountDisputed: 12_000 });
    await booked(key, paid({ entryId: Id.parse('pi_1'), minute: 1 }));
    const disputed = {
      kind: 'disputeOpened',
      amount: 12_000,
      effect: { ...noEffect, disputed: 12_000 },
    } as const;
    await booked(key, paid({ entryId: Id.parse('dp_1_opened'), minute: 2, ...disputed }));
    expect((await timeline(key)).items).toMatchObject([
      { ledgerKind: 'disputeOpened', refundableAmount: 0 },
      { ledgerKind: 'payment', refundableAmount: 8_000 },
    ]);
  });
});

describe('what happened in one moment', () => {
  it.each([1, 2, 3])('stays on one page, and nothing of it is lost between two: %i a page', async limit => {
    const key = await enrolled();
    const entryIds = ['a', 'b', 'c', 'd'].map(name => Id.parse(`re_${name}`));
    for (const entryId of entryIds) await booked(key, paid({ entryId, kind: 'refund', minute: 5 }));
    await booked(key, paid({ entryId: Id.parse('first'), minute: 1 }));
    await booked(key, paid({ entryId: Id.parse('last'), minute: 9 }));
    expect(await pages(key, limit)).toEqual(
      ['last', ...entryIds, 'first'].map(entryId => `payment ${entryId}`),
    );
  });
});

describe('the student', () => {
  it('is told by name and address', async () => {
    const userId = await signedUp();
    await named(userId, 'Olga Owner');
    const { student } = await timeline(await enrolled({ userId }));
    const email = `${userId}@example.test`;
    expect(student).toEqual({ userId, displayName: 'Olga Owner', email, isDeleted: false });
  });

  it('who deleted the account has neither', async () => {
    const key = await enrolled();
    await firestore().doc(`users/${key.userId}`).set({ displayName: '', deletedAt: new Date() });
    const { student } = await timeline(key);
    expect(student).toEqual({ userId: key.userId, displayName: null, email: null, isDeleted: true });
  });
});

describe('who looks', () => {
  it('is told in the audit log each time, before anything is read', async () => {
    const [uid, key] = [await newStaff(), await enrolled()];
    laneMetrics.reset();
    await asking(key, { uid });
    expect(laneMetrics.snapshot().total).toMatchObject({ documentsRead: 2, documentsWritten: 3 });
    await asking(key, { uid });
    const { userId, courseId } = key;
    const told = { action: 'getStudentTimeline', outcome: 'applied', subject: { userId, courseId } };
    expect(await toldOf(uid)).toMatchObject([told, told]);
  });

  it.each(['auditor', 'instructor'] as const)('as an %s is refused', async role => {
    const [uid, key] = [await newStaff(role), await enrolled()];
    expect(await blameOf(asking(key, { uid }))).toBe('ROLE_REQUIRED');
    expect(await toldOf(uid)).toMatchObject([{ outcome: 'refused', refusal: 'ROLE_REQUIRED' }]);
  });

  it('finds no record where there is none', async () => {
    const { courseId } = await enrolled();
    expect(await blameOf(asking({ userId: Id.parse('nobody'), courseId }))).toBe('ENROLLMENT_NOT_FOUND');
  });

  it.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 101 }, 'limit'],
    [{ before: 'yesterday' }, 'before'],
  ])('is told what is wrong with %j', async (how, field) => {
    expect(await blameOf(asking(await enrolled(), how))).toBe(`INVALID_INPUT ${field}`);
  });
});
