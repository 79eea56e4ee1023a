import type { ReactNode } from 'react';
import type { QuizAttempt } from '../../../../client/src/index.ts';
import { formatInstant } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';

/** What became of earlier attempts. */
export function AttemptHistory({ scope, quizId }: { scope: EnrolledScope; quizId: string }): ReactNode {
  const { userId, courseId, enrollment } = scope;
  const { seatbelt } = usePage();
  const attempts = useLive<readonly QuizAttempt[]>(
    `attempts/${userId}/${courseId}/${quizId}`,
    (reads, listener) => reads.watchAttempts(seatbelt, { userId, courseId, quizId }, listener),
  );
  return (
    <section className="card stack tight" aria-labelledby="attempts">
      <h2 id="attempts">Your attempts</h2>
      <LiveView live={attempts} missing={null} lines={2}>
        {found => (
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">Attempt</th>
                  <th scope="col">Begun</th>
                  <th scope="col">Result</th>
                </tr>
              </thead>
              <tbody>
                {found.map(attempt => (
                  <tr key={attempt.attemptId}>
                    <td>{attempt.attemptNumber}</td>
                    <td>{formatInstant({ at: attempt.startedAt, timeZone: enrollment.timeZone })}</td>
                    <td>{resultText(attempt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </LiveView>
    </section>
  );
}

function resultText({ state, result }: Pick<QuizAttempt, 'state' | 'result'>): string {
  if (state === 'VOIDED') return 'does not count';
  if (result === null) return 'open';
  return `${result.percent} %, ${result.passed ? 'passed' : 'not passed'}${state === 'AUTO_SUBMITTED' ? ', time was over' : ''}`;
}
