import {
  createUserWithEmailAndPassword,
  sendPasswordResetEmail,
  signInWithEmailAndPassword,
} from 'firebase/auth';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { usePage, useSignIn } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { PageBody } from '../layout/page.tsx';
import { nextPath } from '../routes.ts';
import { authProblem } from './auth-problems.ts';
import { GoogleSignIn } from './google-sign-in.tsx';

const MIN_PASSWORD = 8;

export default function SignInPage(): ReactNode {
  const { auth } = usePage();
  const signIn = useSignIn();
  const search = useSearch();
  const [, navigate] = useLocation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [news, setNews] = useState('');
  const isAgain = new URLSearchParams(search).has('again');
  const goOn = (): void => navigate(nextPath(search), { replace: true });

  // Whoever comes here signed in, from an old link or another tab, wants to go on.
  const isSignedIn = signIn.status === 'signedIn';
  // biome-ignore lint/correctness/useExhaustiveDependencies: `goOn` is another function at each rendering.
  useEffect(() => {
    if (isSignedIn && !isAgain) goOn();
  }, [isSignedIn, isAgain]);

  const enter = useAction(async () => {
    await signInWithEmailAndPassword(auth, email.trim(), password);
    goOn();
  });
  const create = useAction(async () => {
    if (password.length < MIN_PASSWORD)
      throw Object.assign(new Error('Too short.'), { code: 'auth/weak-password' });
    await createUserWithEmailAndPassword(auth, email.trim(), password);
    goOn();
  });
  const reset = useAction(async () => {
    await sendPasswordResetEmail(auth, email.trim());
    setNews('If there is an account with this e-mail, a link to set a new password is on its way.');
  });
  const actions = [enter, create, reset];
  const begin = (action: typeof enter): void => {
    setNews('');
    for (const each of actions) each.reset();
    action.run();
  };
  const isBusy = actions.some(({ isRunning }) => isRunning);
  const error = actions.map(action => action.error).find(found => found !== null) ?? null;
  return (
    <PageBody
      title={isAgain ? 'Sign in again' : 'Sign in'}
      lead={
        isAgain
          ? 'Your sign-in has expired. Nothing is lost.'
          : 'With your account you go on where you stopped, on any device.'
      }
    >
      <form
        className="stack narrow"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!isBusy) begin(enter);
        }}
      >
        <TextField label="E-mail" type="email" autoComplete="email" value={email} onText={setEmail} />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          hint={`At least ${MIN_PASSWORD} characters for a new account.`}
          value={password}
          onText={setPassword}
        />
        <ProblemNotice error={error} />
        {news !== '' && <Notice kind="good">{news}</Notice>}
        <div className="row">
          <Button type="submit" look="primary" isBusy={enter.isRunning} isDisabled={isBusy}>
            Sign in
          </Button>
          <Button isBusy={create.isRunning} isDisabled={isBusy} onPress={() => begin(create)}>
            Create account
          </Button>
          <Button look="quiet" isBusy={reset.isRunning} isDisabled={isBusy} onPress={() => begin(reset)}>
            Forgot your password?
          </Button>
        </div>
        <div className="divider">or</div>
        <GoogleSignIn onDone={goOn} />
      </form>
    </PageBody>
  );
}

function ProblemNotice({ error }: { error: Error | null }): ReactNode {
  if (error === null) return null;
  const problem = authProblem(error);
  return problem.kind === 'said' ? <Notice kind="bad">{problem.text}</Notice> : null;
}
