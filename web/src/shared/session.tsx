import { onIdTokenChanged, type User } from 'firebase/auth';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Page } from './open-page.ts';

/** `unknown` until the browser has said whether somebody is signed in: neither page nor sign-in is shown before that. */
export type SignIn =
  | { readonly status: 'unknown' }
  | { readonly status: 'signedOut' }
  | { readonly status: 'signedIn'; readonly user: User; readonly role: string };

const PageContext = createContext<{ page: Page; signIn: SignIn } | undefined>(undefined);

/**
 * What the page offers, no more: every call and read is decided by the server. Without a network a token that has run
 * out cannot be renewed; whoever is signed in then is shown what a student sees until it can.
 */
async function roleOf(user: User): Promise<string> {
  try {
    const { claims } = await user.getIdTokenResult();
    return typeof claims['role'] === 'string' ? claims['role'] : 'student';
  } catch {
    return 'student';
  }
}

export function PageProvider({ page, children }: { page: Page; children: ReactNode }): ReactNode {
  const [signIn, setSignIn] = useState<SignIn>({ status: 'unknown' });
  useEffect(() => {
    let newest = 0;
    return onIdTokenChanged(page.auth, async user => {
      newest += 1;
      const number = newest;
      const known: SignIn =
        user === null ? { status: 'signedOut' } : { status: 'signedIn', user, role: await roleOf(user) };
      // A slow answer of the one before must not sign in again who has signed out meanwhile.
      if (number === newest) setSignIn(known);
    });
  }, [page]);
  return <PageContext value={{ page, signIn }}>{children}</PageContext>;
}

function useContextOfPage(): { page: Page; signIn: SignIn } {
  const context = useContext(PageContext);
  if (context === undefined) throw new Error('PageProvider is missing above.');
  return context;
}

export const usePage = (): Page => useContextOfPage().page;
export const useSignIn = (): SignIn => useContextOfPage().signIn;

/** Who is signed in, on pages that are shown to nobody else. */
export function useUser(): { userId: string; email: string | null; role: string } {
  const { signIn } = useContextOfPage();
  if (signIn.status !== 'signedIn') throw new Error('This page is for somebody who is signed in.');
  const { user, role } = signIn;
  return { userId: user.uid, email: user.email, role };
}
