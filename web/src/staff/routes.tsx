import { lazy, type ReactNode, Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { Skeleton } from '../shared/ui/live-view.tsx';
import { mayOpen, placesFor, type StaffRole } from './roles.ts';
import { Page } from './ui/page.tsx';

const StudentsPage = lazy(() => import('./students/students-page.tsx'));
const AccountPage = lazy(() => import('./students/account-page.tsx'));
const StudentPage = lazy(() => import('./student/student-page.tsx'));
const SuspensePage = lazy(() => import('./suspense/suspense-page.tsx'));
const EventsPage = lazy(() => import('./events/events-page.tsx'));
const CalendarPage = lazy(() => import('./calendar/calendar-page.tsx'));
const GrantsPage = lazy(() => import('./grants/grants-page.tsx'));
const AuditPage = lazy(() => import('./audit/audit-page.tsx'));
const HealthPage = lazy(() => import('./health/health-page.tsx'));

/** Each page is loaded when it is first opened. */
export function Routes({ role }: { role: StaffRole }): ReactNode {
  const [first] = placesFor(role);
  const guard = (path: string, page: ReactNode): ReactNode =>
    mayOpen({ role, path }) ? page : <NotForRole role={role} />;
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Switch>
        <Route path="/">
          <Redirect to={first.path} replace />
        </Route>
        <Route path="/students">{guard('/students', <StudentsPage />)}</Route>
        <Route path="/students/:userId">
          {({ userId }) => guard('/students', <AccountPage key={userId} userId={decoded(userId)} />)}
        </Route>
        <Route path="/students/:userId/:courseId">
          {({ userId, courseId }) =>
            guard(
              '/students',
              <StudentPage
                key={`${userId}/${courseId}`}
                userId={decoded(userId)}
                courseId={decoded(courseId)}
              />,
            )
          }
        </Route>
        <Route path="/suspense">{guard('/suspense', <SuspensePage />)}</Route>
        <Route path="/events">{guard('/events', <EventsPage />)}</Route>
        <Route path="/calendar">{guard('/calendar', <CalendarPage />)}</Route>
        <Route path="/grants">{guard('/grants', <GrantsPage />)}</Route>
        <Route path="/audit">{guard('/audit', <AuditPage />)}</Route>
        <Route path="/health">{guard('/health', <HealthPage />)}</Route>
        <Route>
          <Page title="There is no such page">
            <p>
              <Link href={first.path}>To {first.label.toLowerCase()}</Link>
            </p>
          </Page>
        </Route>
      </Switch>
    </Suspense>
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function NotForRole({ role }: { role: StaffRole }): ReactNode {
  const [first] = placesFor(role);
  return (
    <Page title="This page is for another role">
      <p>
        You are {role === 'instructor' ? 'an instructor' : `an ${role}`}.{' '}
        <Link href={first.path}>To {first.label.toLowerCase()}</Link>
      </p>
    </Page>
  );
}
