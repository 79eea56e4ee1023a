import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { FieldIssue } from '../../../../client/src/index.ts';
import { CourseTitle } from '../course/course-title.tsx';
import { paths } from '../routes.ts';
import { obstacleOf } from './account-words.ts';

/** What has to be settled before an account can be deleted, each with the way there. */
export function ObstacleList({ obstacles }: { obstacles: readonly FieldIssue[] }): ReactNode {
  if (obstacles.length === 0) return null;
  return (
    <ul>
      {obstacles.map(issue => {
        const { courseId, text } = obstacleOf(issue);
        return (
          <li key={issue.path}>
            {courseId !== null && (
              <>
                <Link href={paths.course(courseId)}>
                  <CourseTitle courseId={courseId} />
                </Link>
                :{' '}
              </>
            )}
            {text}
          </li>
        );
      })}
    </ul>
  );
}
