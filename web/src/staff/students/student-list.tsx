import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatDuration, formatMoney } from '../../shared/format.ts';
import type { FoundCourse, FoundStudent } from '../api.ts';
import { personName } from '../person.ts';
import { StateTag, Tag } from '../ui/tag.tsx';

export function StudentList({ students }: { students: readonly FoundStudent[] }): ReactNode {
  return (
    <ul className="students">
      {students.map(student => (
        <li key={student.userId} className="card">
          <div className="person">
            <Link href={accountPath(student.userId)}>{personName(student)}</Link>
            {student.isDeleted && (
              <span>
                <Tag>Deleted</Tag>
              </span>
            )}
            {student.email !== null && student.email !== personName(student) && (
              <span className="muted small">{student.email}</span>
            )}
          </div>
          <CourseLinks userId={student.userId} courses={student.courses} />
        </li>
      ))}
    </ul>
  );
}

export function CourseLinks(props: { userId: string; courses: readonly FoundCourse[] }): ReactNode {
  const { userId, courses } = props;
  if (courses.length === 0) return <span className="muted small">No course</span>;
  return (
    <ul className="courses">
      {courses.map(course => (
        <li key={course.courseId}>
          <Link href={`${accountPath(userId)}/${encodeURIComponent(course.courseId)}`}>
            {course.courseTitle}
          </Link>
          <StateTag state={course.enrollmentStatus} />
          {course.accessStatus !== 'ACTIVE' && course.enrollmentStatus === 'ACTIVE' && (
            <StateTag state={course.accessStatus} />
          )}
          <span className="muted small number">
            {formatDuration(course.creditedSeconds)}
            {course.amountDue > 0 &&
              ` · ${formatMoney({ amount: course.amountDue, currency: course.currency })} due`}
          </span>
        </li>
      ))}
    </ul>
  );
}

export const accountPath = (userId: string): string => `/students/${encodeURIComponent(userId)}`;
