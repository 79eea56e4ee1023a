import type { ReactNode } from 'react';
import type { Answer } from '../../../../client/src/index.ts';
import { formatDay } from '../../shared/format.ts';
import { CourseTitle } from '../course/course-title.tsx';
import { keptText } from './account-words.ts';

/** What stays of a deleted account, and until when. */
export function KeptList({ kept }: { kept: Answer<'deleteAccount'>['kept'] }): ReactNode {
  return (
    <ul>
      {kept.map(({ what, courseId, until }) => (
        <li key={`${what}/${courseId}`}>
          {courseId !== null && (
            <>
              <CourseTitle courseId={courseId} />:{' '}
            </>
          )}
          {keptText({ what })}
          {until !== null && `, until ${formatDay({ at: new Date(until), timeZone: 'UTC' })}`}
        </li>
      ))}
    </ul>
  );
}
