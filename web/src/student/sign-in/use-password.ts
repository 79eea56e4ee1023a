import {
  createUserWithEmailAndPassword,
  sendPasswordResetEmail,
  signInWithEmailAndPassword,
} from 'firebase/auth';
import { useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import { useAction } from '../../shared/use-action.ts';

export const MIN_PASSWORD = 8;

/** The three ways on with an e-mail and a password, one at a time; what went wrong is the last one's. */
export function usePassword(input: { email: string; password: string; onDone: () => void }) {
  const { password, onDone } = input;
  const email = input.email.trim();
  const { auth } = usePage();
  const [news, setNews] = useState('');
  const enter = useAction(async () => {
    await signInWithEmailAndPassword(auth, email, password);
    onDone();
  });
  const create = useAction(async () => {
    if (password.length < MIN_PASSWORD)
      throw Object.assign(new Error('Too short.'), { code: 'auth/weak-password' });
    await createUserWithEmailAndPassword(auth, email, password);
    onDone();
  });
  const reset = useAction(async () => {
    await sendPasswordResetEmail(auth, email);
    setNews('If there is an account with this e-mail, a link to set a new password is on its way.');
  });
  const actions = [enter, create, reset];
  const isBusy = actions.some(({ isRunning }) => isRunning);
  const begin = (action: typeof enter): void => {
    if (isBusy) return;
    setNews('');
    for (const each of actions) each.reset();
    action.run();
  };
  const error = actions.map(action => action.error).find(found => found !== null) ?? null;
  return { enter, create, reset, begin, isBusy, error, news };
}
