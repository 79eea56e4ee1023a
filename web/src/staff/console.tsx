import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useSignIn } from '../shared/session.tsx';
import { Skeleton } from '../shared/ui/live-view.tsx';
import { Frame } from './frame.tsx';
import { RoleGate } from './role-gate.tsx';
import { Routes } from './routes.tsx';
import { SignInPage } from './sign-in.tsx';

/** The console, for whoever has a role; the server asks for it again with everything that is done here. */
export default function StaffConsole(): ReactNode {
  const signIn = useSignIn();
  switch (signIn.status) {
    case 'unknown':
      return (
        <main className="frame">
          <Skeleton lines={3} />
        </main>
      );
    case 'signedOut':
      return <SignInPage />;
    case 'signedIn':
      return (
        // Another account starts anew: nothing of the one before stays in sight.
        <RoleGate key={signIn.user.uid} user={signIn.user} claimedRole={signIn.role}>
          {role => (
            <Router base="/staff">
              <Frame role={role}>
                <Routes role={role} />
              </Frame>
            </Router>
          )}
        </RoleGate>
      );
  }
}
