import { lazy, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { CourseHomePage } from './course-home-page.tsx';
import { CourseScopeProvider } from './course-scope.tsx';
import { NoSuchCourse } from './no-such-course.tsx';

const PayPage = lazy(() => import('../pay/pay-page.tsx'));
const PaidPage = lazy(() => import('../pay/paid-page.tsx'));
const QuestionsPage = lazy(() => import('../questions/questions-page.tsx'));
const StudyArea = lazy(() => import('../study/study-area.tsx'));
const QuizPage = lazy(() => import('../quiz/quiz-page.tsx'));
const HoursPage = lazy(() => import('../hours/hours-page.tsx'));
const ReceiptsPage = lazy(() => import('../receipts/receipts-page.tsx'));
const DrivingPage = lazy(() => import('../driving/driving-page.tsx'));
const CertificatePage = lazy(() => import('../certificate/certificate-page.tsx'));

/** All pages of one course, below one set of reads. */
export default function CourseArea({ courseId }: { courseId: string }): ReactNode {
  return (
    <CourseScopeProvider key={courseId} courseId={courseId}>
      <Switch>
        <Route path="/courses/:courseId">
          <CourseHomePage />
        </Route>
        <Route path="/courses/:courseId/pay">
          <PayPage />
        </Route>
        <Route path="/courses/:courseId/paid">
          <PaidPage />
        </Route>
        <Route path="/courses/:courseId/questions">
          <QuestionsPage />
        </Route>
        <Route path="/courses/:courseId/lessons/:lessonId">
          {({ lessonId }) => <StudyArea lessonId={lessonId} />}
        </Route>
        <Route path="/courses/:courseId/quizzes/:quizId">
          {({ quizId }) => <QuizPage key={quizId} quizId={quizId} />}
        </Route>
        <Route path="/courses/:courseId/hours">
          <HoursPage />
        </Route>
        <Route path="/courses/:courseId/receipts">
          <ReceiptsPage />
        </Route>
        <Route path="/courses/:courseId/driving">
          <DrivingPage />
        </Route>
        <Route path="/courses/:courseId/certificate">
          <CertificatePage />
        </Route>
        <Route>
          <NoSuchCourse />
        </Route>
      </Switch>
    </CourseScopeProvider>
  );
}
