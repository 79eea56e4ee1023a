import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatDuration } from '../../shared/format.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { paths } from '../routes.ts';
import type { CourseScope } from './course-scope.tsx';
import { hasEnded } from './end.ts';
import { minimumSecondsOf } from './lesson-time.ts';
import { lessonOrderOf } from './next-step.ts';

/** What the course holds, in its order: done, open now, or not yet. */
export function CourseOutline({ scope }: { scope: CourseScope }): ReactNode {
  const { course } = scope;
  return (
    <section className="stack" aria-labelledby="outline">
      <h2 id="outline">In this course</h2>
      {course.modules.map(module => (
        <div key={module.moduleId} className="card stack tight">
          <h3>{module.title}</h3>
          <ol className="outline">
            {module.lessonIds.map(lessonId => (
              <LessonRow key={lessonId} scope={scope} lessonId={lessonId} />
            ))}
          </ol>
        </div>
      ))}
      {course.quizIds.length > 0 && (
        <div className="card stack tight">
          <h3>Quizzes and exams</h3>
          <ul className="outline">
            {course.quizIds.map(quizId => (
              <QuizRow key={quizId} scope={scope} quizId={quizId} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function LessonRow({ scope, lessonId }: { scope: CourseScope; lessonId: string }): ReactNode {
  const { courseId, course, enrollment, outline, policy } = scope;
  const lesson = outline.lessons.find(each => each.lessonId === lessonId);
  const done = enrollment?.completedLessonIds ?? [];
  const next = lessonOrderOf(course).find(id => !done.includes(id));
  const state = done.includes(lessonId) ? 'done' : lessonId === next && canStudy(scope) ? 'now' : 'later';
  const title = lesson?.title ?? lessonId;
  return (
    <li>
      <StateMark state={state} />
      <span className="name">
        {state === 'later' ? title : <Link href={paths.lesson({ courseId, lessonId })}>{title}</Link>}
      </span>
      {lesson !== undefined && (
        <span className="muted small number">
          {formatDuration(minimumSecondsOf({ lesson, rules: policy.rules }))}
        </span>
      )}
    </li>
  );
}

const canStudy = ({ enrollment }: CourseScope): boolean =>
  enrollment !== null && enrollment.accessStatus === 'ACTIVE' && !hasEnded({ enrollment, now: serverNow() });

const marks = {
  done: { sign: '✓', says: 'Done:' },
  now: { sign: '›', says: 'Now:' },
  later: { sign: '·', says: 'Not open yet:' },
} as const;

function StateMark({ state }: { state: keyof typeof marks }): ReactNode {
  const { sign, says } = marks[state];
  return (
    <span className={`mark ${state}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{says}</span>
    </span>
  );
}

function QuizRow({ scope, quizId }: { scope: CourseScope; quizId: string }): ReactNode {
  const { courseId, outline, policy } = scope;
  const title = outline.quizzes.find(each => each.quizId === quizId)?.title ?? quizId;
  const isExam = policy.rules.exams.some(exam => exam.quizId === quizId);
  return (
    <li>
      <span className="name">
        {canStudy(scope) ? <Link href={paths.quiz({ courseId, quizId })}>{title}</Link> : title}
      </span>
      <span className="tag">{isExam ? 'Exam' : 'Practice'}</span>
    </li>
  );
}
