import { loadCatalog } from '../../../src/catalog/load-catalog.ts';
import type { Applied, Command, JsonObject } from '../../../src/commit/index.ts';
import { Id } from '../../../src/platform/ids.ts';
import { RefusalError, refused } from '../../../src/platform/refusal.ts';
import { sampleCatalog } from './sample.ts';

/** Lanes over nothing: every command finds an empty store, and what would be written is noted by path. */
function emptyLanes({ failsAt }: { failsAt?: string } = {}) {
  const written: string[] = [];
  return {
    written,
    async submit<Outcome extends JsonObject>(command: Command<Outcome>): Promise<Applied<Outcome>> {
      const decision = command.decide({ now: new Date(0), get: () => undefined });
      if (decision.kind === 'refused') throw new RefusalError(decision);
      const paths = decision.changes.map(change => change.doc.path);
      if (failsAt !== undefined && paths.includes(failsAt)) throw refused('UNAVAILABLE');
      written.push(...paths);
      return { outcome: decision.outcome, replayed: false };
    },
  };
}

const runId = Id.parse('run-1');

describe('loading a catalog', () => {
  it('writes a policy and a quiz before the course that names them', async () => {
    const lanes = emptyLanes();
    await loadCatalog({ lanes, catalog: sampleCatalog(), mode: 'apply', runId });
    const at = (path: string) => {
      expect(lanes.written).toContain(path);
      return lanes.written.indexOf(path);
    };
    for (const { courseId, policyId, policyVersion, quizzes } of sampleCatalog().courses) {
      expect(at(`policies/${policyId}/versions/${policyVersion}`)).toBeLessThan(at(`courses/${courseId}`));
      for (const { quizId } of quizzes) {
        const quiz = `courses/${courseId}/quizzes/${quizId}`;
        expect(at(quiz)).toBeLessThan(at(`courses/${courseId}`));
        expect(at(`${quiz}/private/answerKey_1`)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('a run that breaks off leaves no course without its quiz', async () => {
    const exam = 'courses/ohio-teen-driver-education/quizzes/final-exam';
    const lanes = emptyLanes({ failsAt: exam });
    await expect(loadCatalog({ lanes, catalog: sampleCatalog(), mode: 'apply', runId })).rejects.toThrow();
    expect(lanes.written).toContain('courses/ohio-teen-driver-education/quizzes/signs-quiz');
    expect(lanes.written.filter(path => /^courses\/[^/]+$/.test(path))).toEqual([]);
  });

  it('a preview writes nothing', async () => {
    const lanes = emptyLanes();
    const reports = await loadCatalog({ lanes, catalog: sampleCatalog(), mode: 'preview', runId });
    expect(reports.map(report => report.action)).toEqual(Array(11).fill('create'));
    expect(lanes.written).toEqual([]);
  });
});
