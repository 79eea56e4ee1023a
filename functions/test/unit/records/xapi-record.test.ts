import fc from 'fast-check';
import { z } from 'zod';
import { Id } from '../../../src/platform/ids.ts';
import type { RecordSource } from '../../../src/records/schema.ts';
import { uuidFor } from '../../../src/records/statement-id.ts';
import { xapiRecord } from '../../../src/records/xapi-record.ts';
import { categories, extensions, type Statement, verbs } from '../../../src/records/xapi-vocabulary.ts';
import { completedEnrollment } from '../../fixtures/achievement.ts';
import { closedSession, someAttempt, someRecord, someSession } from '../../fixtures/record.ts';
import { warningsOf } from './xapi-validator.ts';

const homePage = 'https://school.example';
const statementsOf = (source: RecordSource) => xapiRecord({ source, homePage });
const verbOf = ({ verb }: Statement) => verb.id.split('/').at(-1) ?? '';
const sessionOf = ({ context }: Statement) => String(context.extensions[extensions.sessionId]);

/** By cmi5 session, in the order in which they are exported. */
function bySession(statements: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements)
    groups.set(sessionOf(statement), [...(groups.get(sessionOf(statement)) ?? []), statement]);
  return groups;
}

/** cmi5, sections 9.3 and 9.6: what comes first, last and between. */
function expectCmi5Order(statements: readonly Statement[]): void {
  for (const group of bySession(statements).values()) {
    const said = group.map(verbOf);
    expect(said[0]).toBe('initialized');
    expect(['terminated', 'abandoned']).toContain(said.at(-1));
    for (const verb of said.slice(1, -1)) expect(['completed', 'passed', 'failed']).toContain(verb);
    const times = group.map(({ timestamp }) => timestamp);
    expect([...times].sort()).toEqual(times);
  }
}

describe('the statements of a course', () => {
  const statements = statementsOf(someRecord());

  it('tell each session and each attempt from its beginning to its end', () => {
    const told = [...bySession(statements)].map(([session, group]) => [session, group.map(verbOf)]);
    expect(told).toEqual([
      ['session-1', ['initialized', 'completed', 'terminated']],
      ['session-2', ['initialized', 'completed', 'completed', 'abandoned']],
      ['attempt-0', ['initialized', 'failed', 'terminated']],
      ['attempt-1', ['initialized', 'passed', 'terminated']],
    ]);
    expectCmi5Order(statements);
  });

  it('an independent validator finds nothing wrong with any of them', () => {
    expect(statements).toHaveLength(13);
    for (const statement of statements) expect(warningsOf(statement)).toEqual([]);
  });

  it('and would find it: the same statements, spoilt', () => {
    const [statement] = statements;
    const spoilt: readonly object[] = [
      { ...statement, id: 'not-a-uuid' },
      { ...statement, actor: { objectType: 'Agent', account: { homePage: 'nowhere', name: 'x' } } },
      { ...statement, verb: {} },
      { ...statement, timestamp: 'yesterday' },
      { ...statement, result: { score: { scaled: 2 } } },
      { ...statement, result: { duration: '5 minutes' } },
      { ...statement, surprise: 1 },
    ];
    for (const each of spoilt) expect(warningsOf(each).length).toBeGreaterThan(0);
  });

  it('are the same whenever they are exported, and no two are one', () => {
    const again = statementsOf(someRecord({ readAt: new Date('2027-01-01T00:00:00Z') }));
    expect(again).toEqual(statements);
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
    for (const { id } of statements) expect(z.uuid({ version: 'v5' }).safeParse(id).success).toBe(true);
  });

  it('name the student by account, never by mail', () => {
    for (const { actor } of statements)
      expect(actor).toEqual({ objectType: 'Agent', account: { homePage, name: 'student-1' } });
    expect(JSON.stringify(statements)).not.toMatch(/mbox|mailto|Ana|@/);
  });

  it('what cmi5 defines bears its category, what judges bears moveOn, scores and the share to reach', () => {
    for (const statement of statements) {
      const { category = [] } = statement.context.contextActivities;
      const isLesson = statement.object.id.includes('/lessons/');
      const isJudging = ['completed', 'passed', 'failed'].includes(verbOf(statement)) && !isLesson;
      expect(category.some(({ id }) => id === categories.cmi5.id)).toBe(!isLesson);
      expect(category.some(({ id }) => id === categories.moveOn.id)).toBe(isJudging);
      expect(z.uuid().safeParse(statement.context.registration).success).toBe(true);
    }
    const passed = statements.find(({ verb }) => verb.id === verbs.passed.id);
    expect(passed?.result).toEqual({
      success: true,
      score: { scaled: 1, raw: 4, min: 0, max: 4 },
      duration: 'PT1200S',
    });
    expect(passed?.context.extensions[extensions.masteryScore]).toBe(0.75);
  });
});

describe('what is not over, or does not count', () => {
  it('an open session and an open attempt are not told yet', () => {
    const source = someRecord({
      sessions: [{ session: someSession(), events: [], findings: [] }],
      quizzes: someRecord().quizzes.map(quiz => ({
        ...quiz,
        attempts: [someAttempt({ state: 'IN_PROGRESS', finishedAt: null, result: null })],
      })),
    });
    expect(statementsOf(source)).toEqual([]);
  });

  it('a voided attempt is abandoned, and neither passed nor failed', () => {
    const quizzes = someRecord().quizzes.map(quiz => ({
      ...quiz,
      attempts: [someAttempt({ state: 'VOIDED' })],
    }));
    expect(statementsOf(someRecord({ sessions: [], quizzes })).map(verbOf)).toEqual([
      'initialized',
      'abandoned',
    ]);
  });

  it('a course that a sweep completed is completed before its last session ends', () => {
    const enrollment = completedEnrollment({ completedAt: new Date('2026-03-11T00:00:00Z') });
    const statements = statementsOf(someRecord({ enrollment, quizzes: [] }));
    expectCmi5Order(statements);
    const completed = statements.filter(
      ({ verb, object }) => verb.id === verbs.completed.id && !object.id.includes('/lessons/'),
    );
    expect(completed.map(({ timestamp }) => timestamp)).toEqual(['2026-03-09T15:30:00.000Z']);
  });
});

describe('whatever was studied', () => {
  const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  const session = fc.record({
    startedAt: instant,
    seconds: fc.nat(20_000),
    state: fc.constantFrom('TERMINATED' as const, 'ABANDONED' as const, 'CLOSED' as const),
    lessonId: fc.constantFrom(null, Id.parse('signs'), Id.parse('speed')),
  });
  const attempt = fc.record({
    startedAt: instant,
    seconds: fc.nat(20_000),
    state: fc.constantFrom('SUBMITTED' as const, 'AUTO_SUBMITTED' as const, 'VOIDED' as const),
    passed: fc.boolean(),
  });

  it('each session is initialized first and terminated or abandoned last, and every statement is valid', () => {
    fc.assert(
      fc.property(
        fc.array(session, { maxLength: 5 }),
        fc.array(attempt, { maxLength: 4 }),
        fc.option(instant, { nil: null }),
        (sessions, attempts, completedAt) => {
          const source = someRecord({
            enrollment: completedEnrollment({ completedAt }),
            sessions: sessions.map((each, index) => closedSession({ id: `session-${index}`, ...each })),
            quizzes: someRecord().quizzes.map(quiz => ({
              ...quiz,
              attempts: attempts.map(({ startedAt, seconds, state, passed }, index) =>
                someAttempt({
                  attemptId: Id.parse(`attempt-${index}`),
                  ...{ startedAt, state },
                  finishedAt: new Date(startedAt.getTime() + seconds * 1_000),
                  result: { score: passed ? 4 : 1, maxScore: 4, percent: passed ? 100 : 25, passed },
                }),
              ),
            })),
          });
          const statements = statementsOf(source);
          expectCmi5Order(statements);
          expect(bySession(statements).size).toBe(sessions.length + attempts.length);
          for (const statement of statements) expect(warningsOf(statement)).toEqual([]);
          const ids = statements.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('names of statements', () => {
  it('are UUIDs of version 5 that follow from the name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(z.uuid({ version: 'v5' }).safeParse(uuidFor(one)).success).toBe(true);
        expect(uuidFor(one) === uuidFor(other)).toBe(one === other);
      }),
    );
  });
});
