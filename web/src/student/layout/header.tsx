import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useSignIn } from '../../shared/session.tsx';
import { useOnline } from '../../shared/use-online.ts';
import { paths, signInPath } from '../routes.ts';

export function Header(): ReactNode {
  const signIn = useSignIn();
  const [location] = useLocation();
  const isAt = (path: string): { 'aria-current'?: 'page' } =>
    location === path ? { 'aria-current': 'page' } : {};
  return (
    <header className="bar">
      <Link className="brand" href={paths.courses}>
        Seatbelt
      </Link>
      <nav aria-label="Main" className="row">
        <Link href={paths.courses} {...isAt(paths.courses)}>
          Courses
        </Link>
        {signIn.status === 'signedIn' && (
          <Link href={paths.profile} {...isAt(paths.profile)}>
            Profile
          </Link>
        )}
        {signIn.status === 'signedIn' && signIn.role !== 'student' && <a href="/staff">Staff console</a>}
        {signIn.status === 'signedOut' && location !== paths.signIn && (
          <Link href={signInPath({ next: location, isAgain: false })}>Sign in</Link>
        )}
      </nav>
    </header>
  );
}

/** Said once for the whole page; what each part does about it, it says itself. */
export function OfflineBar(): ReactNode {
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="bar offline">
          You are offline. What you do is kept and sent once you are connected again.
        </p>
      )}
    </div>
  );
}
