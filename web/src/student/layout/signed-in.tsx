import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useSignIn } from '../../shared/session.tsx';
import { Skeleton } from '../../shared/ui/live-view.tsx';
import { signInPath } from '../routes.ts';

/** What only somebody who is signed in can see; everybody else signs in first and comes back. */
export function SignedIn({ children }: { children: ReactNode }): ReactNode {
  const { status } = useSignIn();
  const [location, navigate] = useLocation();
  useEffect(() => {
    if (status === 'signedOut')
      navigate(signInPath({ next: location + window.location.search, isAgain: false }), { replace: true });
  }, [status, location, navigate]);
  return status === 'signedIn' ? children : <Skeleton lines={4} />;
}
