import { lazy, type ReactNode, Suspense } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { Skeleton } from '../shared/ui/live-view.tsx';
import { CourseListPage } from './courses/course-list-page.tsx';
import { ErrorBoundary } from './layout/error-boundary.tsx';
import { Header, OfflineBar } from './layout/header.tsx';
import { PageBody } from './layout/page.tsx';
import { SignedIn } from './layout/signed-in.tsx';
import { paths } from './routes.ts';

const SignInPage = lazy(() => import('./sign-in/sign-in-page.tsx'));
const ProfilePage = lazy(() => import('./profile/profile-page.tsx'));
const CourseArea = lazy(() => import('./course/course-area.tsx'));

export default function App(): ReactNode {
  const [location] = useLocation();
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <Header />
      <OfflineBar />
      <main id="content" className="frame" tabIndex={-1}>
        <ErrorBoundary place={location}>
          <Suspense fallback={<Skeleton lines={5} />}>
            <Switch>
              <Route path={paths.courses}>
                <CourseListPage />
              </Route>
              <Route path={paths.signIn}>
                <SignInPage />
              </Route>
              <Route path={paths.profile}>
                <SignedIn>
                  <ProfilePage />
                </SignedIn>
              </Route>
              <Route path="/courses/:courseId/*?">
                {({ courseId }) => <CourseArea courseId={courseId} />}
              </Route>
              <Route>
                <PageBody title="There is no such page">
                  <p>
                    The address may be mistyped. <Link href={paths.courses}>See all courses</Link>
                  </p>
                </PageBody>
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}
