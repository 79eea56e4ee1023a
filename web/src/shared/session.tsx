import { onIdTokenChanged, type User } from 'firebase/auth';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { createSeatbelt, type Seatbelt } from '../../../client/src/index.ts';
import type { PageConfig } from './config.ts';
import { type Firebase, openFirebase } from './firebase.ts';

export interface Page extends Firebase {
  readonly config: PageConfig;
  readonly seatbelt: Seatbelt;
  /** Firestore's code with the live reads, loaded when something is first read. */
  readonly liveReads: () => Promise<typeof import('./live-reads.ts')>;
}

/** Everything a page works with, made once before the first picture. */
export function openPage(config: PageConfig): Page {
  const firebase = openFirebase(config);
  const { local } = config;
  const origin = local === null ? {} : { functionsOrigin: local.functionsOrigin };
  const seatbelt = createSeatbelt(firebase.app, { region: config.region, ...origin });
  let loading: Promise<typeof import('./live-reads.ts')> | undefined;
  const liveReads = (): Promise<typeof import('./live-reads.ts')> => {
    loading ??= import('./live-reads.ts').then(live => {
      live.connectFirestore({ seatbelt, local });
      return live;
    });
    // Without a network the code cannot come: the next read tries again.
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  return { ...firebase, config, seatbelt, liveReads };
}

/** `unknown` until the browser has said whether somebody is signed in: neither page nor sign-in is shown before that. */
export type SignIn =
  | { readonly status: 'unknown' }
  | { readonly status: 'signedOut' }
  | { readonly status: 'signedIn'; readonly user: User; readonly role: string };

const PageContext = createContext<{ page: Page; signIn: SignIn } | undefined>(undefined);

export function PageProvider({ page, children }: { page: Page; children: ReactNode }): ReactNode {
  const [signIn, setSignIn] = useState<SignIn>({ status: 'unknown' });
  useEffect(
    () =>
      onIdTokenChanged(page.auth, async user => {
        if (user === null) return setSignIn({ status: 'signedOut' });
        const token = await user.getIdTokenResult();
        const role = typeof token.claims['role'] === 'string' ? token.claims['role'] : 'student';
        setSignIn({ status: 'signedIn', user, role });
      }),
    [page],
  );
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
