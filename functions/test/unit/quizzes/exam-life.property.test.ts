import fc from 'fast-check';
import type { QuizAttempt } from '../../../src/quizzes/schema.ts';
import { Notebook } from './exam-notebook.ts';
import { ExamRoom, QUESTIONS, SECOND, type Step } from './exam-room-model.ts';

const exam = fc.record({
  attempts: fc.integer({ min: 1, max: 4 }),
  delaySeconds: fc.constantFrom(0, 600),
  timeLimitSeconds: fc.constantFrom(null, 300),
  graceSeconds: fc.constantFrom(0, 30),
  passPercent: fc.constantFrom(0, 75, 100),
  onExhausted: fc.constantFrom('restart' as const, 'fail' as const, 'staff' as const),
});

const right = fc.nat(QUESTIONS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('start' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('submit' as const), right }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      right,
      sequence: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 29, 30, 270, 300, 301, 331, 600, 100_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), index: fc.nat(6) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('grant' as const), attempts: fc.integer({ min: 1, max: 2 }) }),
  },
);

const isOver = ({ state }: QuizAttempt) => state !== 'IN_PROGRESS';

/** What no step may do to an attempt, whatever was asked. */
function expectNothingUndone(before: ReadonlyMap<string, QuizAttempt>, after: ExamRoom['attempts']): void {
  for (const [attemptId, earlier] of before) {
    const later = after.get(attemptId);
    if (earlier.result !== null) expect(later?.result).toEqual(earlier.result);
    if (isOver(earlier)) expect([earlier.state, 'VOIDED']).toContain(later?.state);
    if (isOver(earlier))
      expect(later).toMatchObject({ answers: earlier.answers, finishedAt: earlier.finishedAt });
    expect(later).toMatchObject({ questionIds: earlier.questionIds, deadline: earlier.deadline });
  }
}

function expectAgreement(room: ExamRoom, notebook: Notebook): void {
  const attempts = [...room.attempts.values()];
  const { record, rules } = room;
  expect(attempts.map(({ attemptNumber }) => attemptNumber)).toEqual(attempts.map((_, index) => index + 1));
  expect(attempts.map(({ state }) => state)).toEqual(notebook.notes.map(({ state }) => state));
  expect(attempts.map(({ result }) => result?.score)).toEqual(notebook.notes.map(note => note.right));
  const used = attempts.filter(({ round, state }) => round === record.restarts && state !== 'VOIDED').length;
  expect(record.attemptsUsed).toBe(used);
  expect(used).toBeLessThanOrEqual(rules.attempts + record.extraAttempts);
  expect(record).toMatchObject({
    attemptsStarted: attempts.length,
    attemptsUsed: notebook.used(),
    bestPercent: notebook.best(),
    passed: notebook.notes.some(notebook.isPassing),
    restarts: notebook.round,
  });
  expect(attempts.filter(({ state }) => state === 'IN_PROGRESS').map(({ attemptId }) => attemptId)).toEqual(
    record.openAttemptId === null ? [] : [record.openAttemptId],
  );
  for (const { state, finishedAt, deadline } of attempts)
    if (state === 'AUTO_SUBMITTED') expect(finishedAt).toEqual(deadline);
}

describe('an exam over a student’s life', () => {
  it('is told as plainly by the rules as by a notebook, whatever is asked in whatever order', () => {
    fc.assert(
      fc.property(exam, fc.array(step, { maxLength: 60 }), (rules, steps) => {
        const room = new ExamRoom(rules);
        const notebook = new Notebook(rules);
        const start = room.now.getTime();
        for (const each of steps) {
          const before = new Map(room.attempts);
          const [told, expected] = [room.take(each), notebook.take(each)];
          expect({ each, told }).toEqual({ each, told: expected });
          expect(room.now.getTime()).toBe(start + notebook.now * SECOND);
          expectNothingUndone(before, room.attempts);
          expectAgreement(room, notebook);
        }
      }),
      { numRuns: 500 },
    );
  });
});
