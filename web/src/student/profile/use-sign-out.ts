import { signOut } from 'firebase/auth';
import { useLocation } from 'wouter';
import { usePage } from '../../shared/session.tsx';
import { type Action, useAction } from '../../shared/use-action.ts';
import { paths } from '../routes.ts';

/** Ends the sign-in, from the course list: the page left behind would ask to sign in again. */
export function useSignOut(): Action<void> {
  const { auth } = usePage();
  const [, navigate] = useLocation();
  return useAction(async () => {
    navigate(paths.courses);
    await signOut(auth);
  });
}
