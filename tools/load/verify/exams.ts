import { AnswerKey } from '../../../functions/src/catalog/quiz.ts';
import { judge, resultOf } from '../../../functions/src/quizzes/grade.ts';
import {
  QuizAllowance,
  QuizAttempt,
  type QuizAttempt as QuizAttemptType,
  QuizRecord,
  type QuizRecord as QuizRecordType,
} from '../../../functions/src/quizzes/schema.ts';
import { read } from '../../../functions/src/reconciliation/documents.ts';
import { belowUsers, collectionGroup, families, readable } from './families.ts';
import type { Findings } from './finding.ts';

type Attempt = QuizAttemptType & { readonly path: string };

/** Every student's every quiz: attempts numbered without a gap, no more than allowed, each graded by its own key. */
export async function checkExams({ findings }: { findings: Findings }): Promise<void> {
  const keys = new AnswerKeys();
  const found = families({ parents: collectionGroup('quizzes'), groups: ['attempts', 'allowances'] });
  for await (const { parent, below } of belowUsers(found)) {
    const [record] = readable({ schema: QuizRecord, documents: [parent], findings });
    const attempts = readable({ schema: QuizAttempt, documents: below('attempts'), findings });
    const allowances = readable({ schema: QuizAllowance, documents: below('allowances'), findings });
    expectNumbers({ findings, attempts });
    if (record !== undefined) {
      const given = allowances.reduce((sum, { extraAttempts }) => sum + extraAttempts, 0);
      expectAllowed({ findings, record, attempts, given });
    }
    for (const attempt of attempts) await expectGrade({ findings, attempt, keys });
  }
}

function expectNumbers({ findings, attempts }: { findings: Findings; attempts: readonly Attempt[] }): void {
  const inOrder = attempts.toSorted(
    (one, other) =>
      one.attemptNumber - other.attemptNumber || one.startedAt.getTime() - other.startedAt.getTime(),
  );
  for (const [index, { path, attemptNumber }] of inOrder.entries())
    findings.expect({
      invariant: 'attempts are numbered from 1, each number once',
      document: path,
      field: 'attemptNumber',
      expected: index + 1,
      found: attemptNumber,
    });
}

/** Between two beginnings anew: what the rules allow and what staff gave. */
function expectAllowed(input: {
  findings: Findings;
  record: QuizRecordType & { readonly path: string };
  attempts: readonly Attempt[];
  given: number;
}): void {
  const { findings, record, attempts, given } = input;
  for (let round = 0; round <= record.restarts; round += 1) {
    const ofRound = attempts.filter(each => each.round === round && each.state !== 'VOIDED');
    const [first] = ofRound;
    if (first === undefined) continue;
    // What staff had given in a round that is over is not kept apart: all of it bounds each.
    const extra = round === record.restarts ? record.extraAttempts : given;
    const allowed = first.rules.attempts + extra;
    const isWithin = ofRound.length <= allowed;
    findings.expect({
      invariant: 'attempts are never more than allowed',
      document: record.path,
      field: `attempts of round ${round}`,
      expected: isWithin ? ofRound.length : `at most ${allowed}`,
      found: ofRound.length,
    });
  }
}

/** A grade never changes: it is what the answers are worth by the key the attempt was started with. */
async function expectGrade(input: { findings: Findings; attempt: Attempt; keys: AnswerKeys }): Promise<void> {
  const { findings, attempt, keys } = input;
  const { path: document, result, questions, answers, rules } = attempt;
  if (result === null) return;
  const invariant = 'a grade is what the answers are worth by their own key';
  const pool = await keys.of(attempt);
  if (pool === undefined) {
    findings.add({ invariant, document, field: 'poolRevision', expected: 'a key', found: 'none' });
    return;
  }
  const expected = resultOf({
    graded: judge({ pool, questions, answers }),
    passPercent: rules.passPercent,
  });
  for (const field of ['score', 'maxScore', 'percent', 'passed'] as const)
    findings.expect({
      invariant,
      document,
      field: `result.${field}`,
      expected: expected[field],
      found: result[field],
    });
}

const MAX_KEYS = 50;

/** Revisions never change, so each is read once, and a bounded number kept. */
class AnswerKeys {
  readonly #kept = new Map<string, AnswerKey | undefined>();

  async of({ courseId, quizId, poolRevision }: QuizAttemptType): Promise<AnswerKey | undefined> {
    const path = `courses/${courseId}/quizzes/${quizId}/private/answerKey_${poolRevision}`;
    if (this.#kept.has(path)) return this.#kept.get(path);
    const [found] = await read([path]);
    const parsed = AnswerKey.safeParse(found?.data);
    const key = parsed.success ? parsed.data : undefined;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEYS && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(path, key);
    return key;
  }
}
