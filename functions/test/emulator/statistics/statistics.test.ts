import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { laneMetrics, lanes, readDocument } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { readEnrollmentsIn, readStudent } from '../../../src/statistics/queries.ts';
import { recountSummary, recountTotals } from '../../../src/statistics/recount.ts';
import { recountCourse, recountStudent } from '../../../src/statistics/recount-statistics.ts';
import { markDoc, summaryDoc, totalsDoc } from '../../../src/statistics/store.ts';
import { emptySummary, emptyTotals } from '../../../src/statistics/tally.ts';
import { useOwnProject } from '../project.ts';
import { deliver, triggersFor, type Written } from './events.ts';
import { happen, happening, type Student } from './happenings.ts';
import {
  attemptWritten,
  certificateWritten,
  enrollmentDeleted,
  enrollmentWritten,
  sessionWritten,
} from './student.ts';

useOwnProject('statistics');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const id = (name: string) => Id.parse(`${name}-${randomUUID()}`);
const place = () => ({ userId: id('student'), courseId: id('course') });
const summaryOf = (userId: Id) => readDocument(summaryDoc(userId));
const totalsOf = (courseId: Id) => readDocument(totalsDoc(courseId));

const deliverAll = async (events: readonly Written[]) => {
  await Promise.all(events.map(deliver));
};

describe('what a student has done', () => {
  it('is counted from the first seat to the certificate', async () => {
    const here = place();
    await deliver(await enrollmentWritten(here));
    expect(await summaryOf(here.userId)).toMatchObject({ enrolledCourses: 1, achievements: [] });
    await deliver(
      await sessionWritten(here, { sessionId: id('session'), state: 'TERMINATED', creditedSeconds: 36_000 }),
    );
    await deliver(
      await attemptWritten({ ...here, quizId: 'final', attemptId: 'a' }, { passed: true, bestPercent: 100 }),
    );
    const finished = {
      enrollmentStatus: 'CERTIFIED' as const,
      completedLessonIds: ['a', 'b', 'c'].map(name => Id.parse(name)),
      creditedSeconds: 36_000,
    };
    await deliver(await enrollmentWritten(here, finished));
    await deliver(await certificateWritten(here, { certificateId: id('certificate'), state: 'ISSUED' }));
    expect(await summaryOf(here.userId)).toEqual({
      enrolledCourses: 1,
      completedCourses: 1,
      certificates: 1,
      credits: 10,
      lessonsCompleted: 3,
      quizzesPassed: 1,
      perfectScores: 1,
      studySeconds: 36_000,
      achievements: [
        'firstLesson',
        'firstQuizPassed',
        'perfectScore',
        'firstCourse',
        'firstCertificate',
        'tenHours',
      ],
    });
  });

  it('an event that comes ten times counts once', async () => {
    const here = place();
    const event = await enrollmentWritten(here, { amountPaid: 10_000 });
    await deliverAll(Array.from({ length: 10 }, () => event));
    await deliver(event);
    expect(await summaryOf(here.userId)).toMatchObject({ enrolledCourses: 1 });
    expect(await totalsOf(here.courseId)).toMatchObject({ enrolled: 1, revenue: { usd: 10_000 } });
  });

  it('an old event that comes last does not bring back what was', async () => {
    const here = place();
    const first = await enrollmentWritten(here, { amountPaid: 10_000 });
    const second = await enrollmentWritten(here, {
      amountPaid: 10_000,
      amountRefunded: 10_000,
      enrollmentStatus: 'CANCELLED',
    });
    await deliver(second);
    await deliver(first);
    expect(await totalsOf(here.courseId)).toMatchObject({ enrolled: 0, cancelled: 1, revenue: {} });
    expect(await summaryOf(here.userId)).toMatchObject({ enrolledCourses: 0 });
  });

  it('two attempts that pass are one quiz passed, and one that staff void is none', async () => {
    const here = place();
    const quiz = { ...here, quizId: 'final' };
    await deliver(await attemptWritten({ ...quiz, attemptId: 'a' }, { passed: true, bestPercent: 80 }));
    await deliver(await attemptWritten({ ...quiz, attemptId: 'b' }, { passed: true, bestPercent: 90 }));
    expect(await summaryOf(here.userId)).toMatchObject({ quizzesPassed: 1 });
    await deliver(await attemptWritten({ ...quiz, attemptId: 'b', state: 'VOIDED' }, { passed: false }));
    expect(await summaryOf(here.userId)).toMatchObject({ quizzesPassed: 0, achievements: [] });
  });

  it('a certificate in another’s place is one certificate', async () => {
    const here = place();
    const [old, next] = [id('certificate'), id('certificate')];
    await deliver(await certificateWritten(here, { certificateId: old, state: 'ISSUED' }));
    await deliverAll([
      await certificateWritten(here, { certificateId: next, state: 'ISSUED' }),
      await certificateWritten(here, { certificateId: old, state: 'SUPERSEDED' }),
    ]);
    expect(await summaryOf(here.userId)).toMatchObject({ certificates: 1 });
  });

  it('what is deleted is not counted any more', async () => {
    const here = place();
    await deliver(await enrollmentWritten(here, { amountPaid: 10_000 }));
    await deliver(await enrollmentDeleted(here));
    expect(await summaryOf(here.userId)).toMatchObject({ enrolledCourses: 0 });
    expect(await totalsOf(here.courseId)).toMatchObject({ enrolled: 0, revenue: {} });
  });
});

describe('a course’s totals', () => {
  it('of 60 students who enroll at once every one counts', async () => {
    const courseId = id('course');
    const events = [];
    for (let student = 0; student < 60; student += 1)
      events.push(await enrollmentWritten({ userId: id('student'), courseId }, { amountPaid: 100 }));
    await deliverAll([...events, ...events]);
    expect(await totalsOf(courseId)).toMatchObject({ enrolled: 60, revenue: { usd: 6_000 } });
    expect(await recountCourse({ courseId })).toMatchObject({ isExact: true });
  });
});

describe('events redelivered, reordered and lost', () => {
  const story = fc.record({
    happenings: fc.array(happening, { minLength: 1, maxLength: 10 }),
    /** Which of the events come first, and in which order; any may come again. */
    deliveries: fc.array(fc.nat(9), { maxLength: 20 }),
    areSomeLost: fc.boolean(),
  });

  async function expectCountsOfRecords({ userId, courses }: Student): Promise<void> {
    expect((await summaryOf(userId)) ?? emptySummary).toEqual(recountSummary(await readStudent(userId)));
    for (const courseId of courses) {
      const enrollments = await readEnrollmentsIn(courseId);
      expect((await totalsOf(courseId)) ?? emptyTotals).toEqual(recountTotals(enrollments));
    }
  }

  it('once all have come the counts are those of the records; if some never come, a recount makes up for it', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ happenings, deliveries, areSomeLost }) => {
        const student = { userId: id('student'), courses: [id('course'), id('course')] } as const;
        const events: Written[] = [];
        for (const each of happenings) events.push(await happen(student, each));
        await deliverAll(deliveries.flatMap(index => events[index] ?? []));
        if (areSomeLost) expect(await recountStudent(student)).toMatchObject({ isExact: true });
        else await deliverAll(events.toReversed());
        await expectCountsOfRecords(student);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

describe('what it costs', () => {
  const costOf = async (work: () => Promise<unknown>) => {
    laneMetrics.reset();
    await work();
    const { documentsRead: reads, documentsWritten: writes } =
      laneMetrics.snapshot().byOperation.countSource ?? {};
    return { reads, writes };
  };

  it('an enrollment reads 4 and writes 3, 1 if told again, and nothing if no count has changed', async () => {
    const here = place();
    const event = await enrollmentWritten(here, { amountPaid: 10_000 });
    expect(await costOf(() => deliver(event))).toEqual({ reads: 4, writes: 3 });
    expect(await costOf(() => deliver(event))).toEqual({ reads: 4, writes: 1 });
    const opened = await enrollmentWritten(here, { amountPaid: 10_000, waitlistNumber: 7 });
    expect(await costOf(() => deliver(opened))).toEqual({});
  });

  it('a session reads 2 and writes 2 when it closes; its heartbeats read nothing', async () => {
    const here = place();
    const sessionId = id('session');
    const heartbeat = await sessionWritten(here, { sessionId, creditedSeconds: 60 });
    expect(await costOf(() => deliver(heartbeat))).toEqual({});
    const closed = await sessionWritten(here, { sessionId, state: 'CLOSED', creditedSeconds: 60 });
    expect(await costOf(() => deliver(closed))).toEqual({ reads: 2, writes: 2 });
  });

  it('an attempt reads 3 and writes 2 once it passes; answers saved on the way read nothing', async () => {
    const quiz = { ...place(), quizId: 'final', attemptId: 'a' };
    const saved = await attemptWritten({ ...quiz, state: 'IN_PROGRESS' }, {});
    expect(await costOf(() => deliver(saved))).toEqual({});
    const passed = await attemptWritten(quiz, { passed: true, bestPercent: 80 });
    expect(await costOf(() => deliver(passed))).toEqual({ reads: 3, writes: 2 });
  });
});

describe('triggers', () => {
  it('none is started by what they write', () => {
    const { userId, courseId } = place();
    const source = { kind: 'enrollment', userId, courseId } as const;
    for (const { path } of [summaryDoc(userId), totalsDoc(courseId), markDoc(source)])
      expect(triggersFor(path)).toEqual([]);
    expect(triggersFor(`users/${userId}/courses/${courseId}`)).toHaveLength(1);
  });
});
