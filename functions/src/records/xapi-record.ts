import type { QuizAttempt } from '../quizzes/schema.ts';
import type { RecordedSession, RecordSource } from './schema.ts';
import { statementMaker } from './xapi-statement.ts';
import { isoDuration, type Result, type Statement } from './xapi-vocabulary.ts';

/**
 * The record as xAPI statements in cmi5's order. A session of study is a cmi5 session of the course; an attempt at a
 * quiz is one of the quiz, since it may run without a session of study. Each begins with `initialized` and ends with
 * `terminated` or `abandoned`. What is still open has no end yet and comes with a later export.
 * @param input.homePage origin at which the school's accounts are at home
 */
export function xapiRecord({
  source,
  homePage,
}: {
  source: RecordSource;
  homePage: string;
}): readonly Statement[] {
  const make = statementMaker({ source, homePage });
  const closed = source.sessions.filter(({ session }) => session.endedAt !== null);
  const completing = sessionOfCompletion({ sessions: closed, completedAt: source.enrollment.completedAt });
  const study = closed.flatMap(recorded =>
    studyStatements({
      make,
      recorded,
      completedAt: recorded === completing ? source.enrollment.completedAt : null,
    }),
  );
  const attempts = source.quizzes.flatMap(({ attempts }) => attempts);
  return [...study, ...attempts.flatMap(attempt => attemptStatements({ make, attempt }))];
}

type Make = ReturnType<typeof statementMaker>;

function studyStatements(input: {
  readonly make: Make;
  readonly recorded: RecordedSession;
  readonly completedAt: Date | null;
}): readonly Statement[] {
  const { make, recorded, completedAt } = input;
  const { session, events } = recorded;
  const { sessionId, startedAt, endedAt } = session;
  if (endedAt === null) return [];
  // By server time all of it lies between start and end; a sweep notes some of it later, so the end bounds it.
  const within = (instant: Date): Date =>
    new Date(Math.max(startedAt.getTime(), Math.min(instant.getTime(), endedAt.getTime())));
  const duration = isoDuration(session.creditedSeconds);
  const lessons = events.flatMap(({ kind, lessonId, at }) =>
    kind === 'lessonCompleted' && lessonId !== null
      ? [make.lesson({ sessionId, lessonId, at: within(at), result: { completion: true } })]
      : [],
  );
  const course =
    completedAt === null
      ? []
      : [
          make.course({
            ...{ sessionId, verb: 'completed', at: within(completedAt), isMoveOn: true },
            result: { completion: true, duration },
          }),
        ];
  return [
    make.course({ sessionId, verb: 'initialized', at: startedAt }),
    ...[...lessons, ...course].sort(byTime),
    make.course({
      sessionId,
      verb: session.state === 'ABANDONED' ? 'abandoned' : 'terminated',
      at: endedAt,
      result: { duration },
    }),
  ];
}

/** ISO 8601 in UTC sorts as it reads. */
const byTime = (a: Statement, b: Statement): number => a.timestamp.localeCompare(b.timestamp);

/** The last session begun before the course was completed: the hours were reached in it, or as it closed. */
function sessionOfCompletion(input: {
  readonly sessions: readonly RecordedSession[];
  readonly completedAt: Date | null;
}): RecordedSession | undefined {
  const { sessions, completedAt } = input;
  if (completedAt === null) return undefined;
  return sessions.filter(({ session }) => session.startedAt <= completedAt).at(-1);
}

function attemptStatements({ make, attempt }: { make: Make; attempt: QuizAttempt }): readonly Statement[] {
  const { quizId, attemptId, startedAt, finishedAt, result, state, rules } = attempt;
  if (finishedAt === null) return [];
  const duration = isoDuration(Math.max(0, Math.floor((finishedAt.getTime() - startedAt.getTime()) / 1_000)));
  const of = { quizId, attemptId };
  const isJudged = result !== null && state !== 'VOIDED';
  return [
    make.quiz({ ...of, verb: 'initialized', at: startedAt }),
    ...(isJudged
      ? [
          make.quiz({
            ...of,
            verb: result.passed ? 'passed' : 'failed',
            at: finishedAt,
            result: { ...judged(result), duration },
            masteryScore: rules.passPercent / 100,
          }),
        ]
      : []),
    make.quiz({
      ...of,
      verb: state === 'VOIDED' ? 'abandoned' : 'terminated',
      at: finishedAt,
      result: { duration },
    }),
  ];
}

const judged = ({ passed, percent, score, maxScore }: NonNullable<QuizAttempt['result']>): Result => ({
  success: passed,
  score: { scaled: percent / 100, raw: score, min: 0, max: maxScore },
});
