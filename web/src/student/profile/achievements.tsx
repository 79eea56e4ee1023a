import type { ReactNode } from 'react';
import type { Achievement, Summary } from '../../../../client/src/index.ts';
import { formatDuration } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { useLive } from '../../shared/use-live.ts';

const names: Readonly<Record<Achievement, string>> = {
  firstLesson: 'First lesson',
  firstQuizPassed: 'First quiz passed',
  perfectScore: 'Every point in a quiz',
  firstCourse: 'First course completed',
  firstCertificate: 'First certificate',
  tenHours: 'Ten hours of study',
};

/** What was reached so far; nothing is shown before there is something, or where it cannot be read. */
export function Achievements({ userId }: { userId: string }): ReactNode {
  const { seatbelt } = usePage();
  const live = useLive<Summary>(`statistics/${userId}`, (reads, listener) =>
    reads.watchStatistics(seatbelt, { userId }, listener),
  );
  if (live.status !== 'ready') return null;
  const { studySeconds, lessonsCompleted, achievements } = live.data;
  return (
    <section className="card stack tight" aria-labelledby="reached">
      <h2 id="reached">So far</h2>
      <p>
        {formatDuration(studySeconds)} studied,{' '}
        {lessonsCompleted === 1 ? '1 lesson' : `${lessonsCompleted} lessons`} completed.
      </p>
      <ul className="badges">
        {achievements.map(each => (
          <li key={each} className="tag good">
            {names[each]}
          </li>
        ))}
      </ul>
    </section>
  );
}
