import { signOut } from 'firebase/auth';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { usePage, useUser } from '../shared/session.tsx';
import { Button } from '../shared/ui/button.tsx';
import { useAction } from '../shared/use-action.ts';
import { placesFor, type StaffRole } from './roles.ts';

/** What is around every page: where one may go, who one is, the way out. */
export function Frame({ role, children }: { role: StaffRole; children: ReactNode }): ReactNode {
  const { auth } = usePage();
  const { email, userId } = useUser();
  const [location] = useLocation();
  const leave = useAction(() => signOut(auth));
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <Link className="brand" href="/">
          Seatbelt <span className="muted">staff</span>
        </Link>
        <span className="muted small who">
          {email ?? userId} · {role}
        </span>
        <Button look="quiet" onPress={leave.run} isBusy={leave.isRunning}>
          Sign out
        </Button>
      </header>
      <nav className="places" aria-label="Places">
        <ul>
          {placesFor(role).map(({ path, label }) => (
            <li key={path}>
              <Link href={path} {...(location.startsWith(path) ? { 'aria-current': 'page' as const } : {})}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" className="frame wide" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
