import { randomUUID } from 'node:crypto';
import { Lanes, lanes } from '../../../src/commit/index.ts';
import { Id } from '../../../src/platform/ids.ts';
import { RefusalError } from '../../../src/platform/refusal.ts';
import { releaseUnitsCommand } from '../../../src/units/release-units.ts';
import { reserveUnitsCommand } from '../../../src/units/reserve-units.ts';
import { ReleaseUnitsRequest, ReserveUnitsRequest } from '../../../src/units/wire.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  consuming,
  type Driving,
  expectSound,
  granted,
  inHours,
  releasing,
  reserving,
  storedOf,
} from './driving.ts';

const projectId = useOwnProject('units-at-once');

afterAll(() => lanes().close());

/** How often each answer was given. */
function tally(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

const outcomeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    return error instanceof RefusalError ? error.refusal.reason : String(error);
  }
};

/** As another process sees it: through lanes of its own. */
function reserveThrough({ through, driving, index }: { through: Lanes; driving: Driving; index: number }) {
  const { authorizationId, courseId } = driving;
  const studentId = Id.parse(driving.student);
  const pins = { authorizationId, studentId, instructorId: Id.parse(driving.instructor), courseId };
  const request = ReserveUnitsRequest.parse({
    authorizationId,
    units: 1,
    startsAt: inHours(30 + index),
    durationMinutes: 60,
    requestId: randomUUID(),
  });
  return through.submit(reserveUnitsCommand({ actor: { uid: studentId, as: 'student' }, pins, request }));
}

async function inProcesses<T>(count: number, work: (processes: readonly Lanes[]) => Promise<T>): Promise<T> {
  const processes = times(count).map(() => new Lanes({ target: { projectId } }));
  try {
    return await work(processes);
  } finally {
    await Promise.all(processes.map(each => each.close()));
  }
}

describe('many at once', () => {
  it('100 want one of 60 units: exactly 60 hold one, 40 are told UNITS_EXCEEDED', async () => {
    const driving = await granted({ totalUnits: 60 });
    const answers = await Promise.all(
      times(100).map(index =>
        refusalOf(reserving(driving, { startsAt: inHours(30 + index), durationMinutes: 60 })),
      ),
    );
    expect(tally(answers)).toEqual({ ok: 60, 'failed-precondition UNITS_EXCEEDED': 40 });
    expect(await expectSound(driving)).toMatchObject({ reservedUnits: 60 });
  });

  it('the same from three processes', async () => {
    const driving = await granted({ totalUnits: 60 });
    const answers = await inProcesses(3, processes =>
      Promise.all(
        times(100).map(index => {
          const through = processes[index % 3];
          return through === undefined ? '' : outcomeOf(reserveThrough({ through, driving, index }));
        }),
      ),
    );
    expect(tally(answers)).toEqual({ ok: 60, UNITS_EXCEEDED: 40 });
    expect(await expectSound(driving)).toMatchObject({ reservedUnits: 60 });
  });

  it('20 want 75 of 500 units: 6 hold them, and 6 again after those were given back', async () => {
    const driving = await granted({ totalUnits: 500 });
    for (const round of [1, 2]) {
      const answers = await Promise.all(
        times(20).map(index =>
          refusalOf(reserving(driving, { units: 75, startsAt: inHours(round * 100 + index) })),
        ),
      );
      expect(tally(answers)).toEqual({ ok: 6, 'failed-precondition UNITS_EXCEEDED': 14 });
      expect(await expectSound(driving)).toMatchObject({ reservedUnits: 450 });
      const { reservations } = await storedOf(driving);
      const held = reservations.filter(({ state }) => state === 'HELD');
      await Promise.all(held.map(({ reservationId }) => releasing(driving, { reservationId })));
      expect(await expectSound(driving)).toMatchObject({ reservedUnits: 0 });
    }
  });

  it('a limit holds: of ten lessons on one day two are held, of ten in the week four', async () => {
    const driving = await granted({ totalUnits: 50, limits: { perDay: 2, perWeek: 4 } });
    // From the Monday after next, in the student’s own time zone.
    const day = 86_400_000;
    const monday =
      Date.UTC(2020, 0, 6, 17) + Math.ceil((Date.now() - Date.UTC(2020, 0, 6)) / (7 * day) + 1) * 7 * day;
    const wish = (index: number) => new Date(monday + (index % 5) * day + Math.floor(index / 5) * 600_000);
    const answers = await Promise.all(
      times(25).map(index => refusalOf(reserving(driving, { startsAt: wish(index).toISOString() }))),
    );
    expect(tally(answers)).toEqual({ ok: 4, 'failed-precondition UNITS_LIMIT_REACHED': 21 });
    const { unitsByDay } = await expectSound(driving);
    expect(Object.values(unitsByDay).every(units => units <= 2)).toBe(true);
  });

  it('a lesson that is given back and consumed at the same moment ends once', async () => {
    const driving = await granted();
    const { reservationId } = await reserving(driving, { units: 2 });
    const answers = await Promise.all([
      refusalOf(releasing(driving, { reservationId })),
      refusalOf(consuming(driving, { reservationId })),
      refusalOf(releasing(driving, { reservationId })),
    ]);
    expect(tally(answers)).toEqual({ ok: 1, 'failed-precondition RESERVATION_CLOSED': 2 });
    await expectSound(driving);
  });

  it('the same release from two processes is one release', async () => {
    const driving = await granted();
    const { reservationId } = await reserving(driving);
    const [reservation] = (await storedOf(driving)).reservations;
    if (reservation === undefined) throw new Error('nothing is held');
    const request = ReleaseUnitsRequest.parse({
      authorizationId: driving.authorizationId,
      reservationId,
      reason: 'ill',
      requestId: randomUUID(),
    });
    const actor = { uid: Id.parse(driving.student), as: 'student' } as const;
    const answers = await inProcesses(2, processes =>
      Promise.all(processes.map(each => each.submit(releaseUnitsCommand({ actor, reservation, request })))),
    );
    expect(answers.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    expect(await expectSound(driving)).toMatchObject({ reservedUnits: 0 });
  });
});

describe('one hour, two lessons', () => {
  const hour = { startsAt: inHours(70), durationMinutes: 60 };

  it('an instructor teaches one of two students who want the same hour, from different processes', async () => {
    for (let round = 0; round < 5; round += 1) {
      const first = await granted();
      const second = await granted({ instructor: first.instructor });
      const answers = await inProcesses(2, ([a, b]) => {
        if (a === undefined || b === undefined) throw new Error('two processes were asked for');
        return Promise.all([
          outcomeOf(reserveThrough({ through: a, driving: first, index: 40 })),
          outcomeOf(reserveThrough({ through: b, driving: second, index: 40 })),
        ]);
      });
      expect(tally(answers)).toEqual({ ok: 1, INSTRUCTOR_BUSY: 1 });
      await expectSound(first);
      await expectSound(second);
    }
  });

  it('a student drives with one of two instructors', async () => {
    const first = await granted();
    const second = await granted({ student: first.student, courseId: first.courseId });
    const answers = await Promise.all([
      refusalOf(reserving(first, hour)),
      refusalOf(reserving(second, hour)),
    ]);
    expect(tally(answers)).toEqual({ ok: 1, 'failed-precondition STUDENT_BUSY': 1 });
    await expectSound(first);
  });

  it('lessons that touch are no conflict, across midnight neither', async () => {
    const driving = await granted({ totalUnits: 30 });
    for (let hours = 30; hours < 54; hours += 1)
      await reserving(driving, { startsAt: inHours(hours), durationMinutes: 60 });
    const halfPast = new Date(Date.parse(inHours(35)) + 1_800_000).toISOString();
    expect(await refusalOf(reserving(driving, { startsAt: halfPast, durationMinutes: 60 }))).toBe(
      'failed-precondition INSTRUCTOR_BUSY',
    );
    await expectSound(driving);
  });
});
