import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { serverNow } from '../../shared/server-clock.ts';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { enrollmentTag } from '../course/status-words.ts';
import { PageBody } from '../layout/page.tsx';
import { paths } from '../routes.ts';
import type { Listed } from './catalog.ts';
import { CourseCard } from './course-card.tsx';
import type { MyCourse } from './read-catalog.ts';
import { useCourseList } from './use-course-list.ts';

export function CourseListPage(): ReactNode {
  const list = useCourseList();
  return (
    <PageBody
      title="Courses"
      lead="Learn to drive at your own pace. Pay in parts, study where you like, get your certificate."
    >
      <LiveView live={list} missing={null} lines={6}>
        {({ courses, mine }) => (
          <>
            {mine.length > 0 && <MyCourses mine={mine} courses={courses} />}
            <AllCourses
              courses={courses.filter(({ courseId }) => mine.every(each => each.courseId !== courseId))}
            />
          </>
        )}
      </LiveView>
    </PageBody>
  );
}

function MyCourses({ mine, courses }: { mine: readonly MyCourse[]; courses: readonly Listed[] }): ReactNode {
  return (
    <section className="stack" aria-labelledby="my-courses">
      <h2 id="my-courses">My courses</h2>
      <ul className="grid list">
        {mine.map(enrollment => {
          const { courseId } = enrollment;
          const { label, tone } = enrollmentTag({ enrollment, now: serverNow() });
          return (
            <li key={courseId} className="card course-card next">
              <h3 className="title">
                <Link href={paths.course(courseId)}>
                  {courses.find(course => course.courseId === courseId)?.title ?? courseId}
                </Link>
              </h3>
              <span>
                <span className={`tag ${tone}`}>{label}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function AllCourses({ courses }: { courses: readonly Listed[] }): ReactNode {
  return (
    <section className="stack" aria-labelledby="open-courses">
      <h2 id="open-courses">Open courses</h2>
      {courses.length === 0 ? (
        <Notice>No other course is open at the moment. Please come back soon.</Notice>
      ) : (
        <ul className="grid list">
          {courses.map(course => (
            <CourseCard key={course.courseId} course={course} />
          ))}
        </ul>
      )}
    </section>
  );
}
