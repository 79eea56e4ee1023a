import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useSignIn } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PageBody } from '../layout/page.tsx';
import { nextPath } from '../routes.ts';
import { authProblem } from './auth-problems.ts';
import { GoogleSignIn } from './google-sign-in.tsx';
import { MIN_PASSWORD, usePassword } from './use-password.ts';

export default function SignInPage(): ReactNode {
  const signIn = useSignIn();
  const search = useSearch();
  const [, navigate] = useLocation();
  const isAgain = new URLSearchParams(search).has('again');
  const goOn = (): void => navigate(nextPath(search), { replace: true });

  // Whoever comes here signed in, from an old link or another tab, wants to go on.
  const isSignedIn = signIn.status === 'signedIn';
  // biome-ignore lint/correctness/useExhaustiveDependencies: `goOn` is another function at each rendering.
  useEffect(() => {
    if (isSignedIn && !isAgain) goOn();
  }, [isSignedIn, isAgain]);
  return (
    <PageBody
      title={isAgain ? 'Sign in again' : 'Sign in'}
      lead={
        isAgain
          ? 'Your sign-in has expired. Nothing is lost.'
          : 'With your account you go on where you stopped, on any device.'
      }
    >
      <PasswordForm onDone={goOn} />
    </PageBody>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }): ReactNode {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const ways = usePassword({ email, password, onDone });
  const { enter, create, reset, begin, isBusy, error, news } = ways;
  return (
    <form
      className="stack narrow"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        begin(enter);
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
      <GoogleSignIn onDone={onDone} />
    </form>
  );
}

function ProblemNotice({ error }: { error: Error | null }): ReactNode {
  if (error === null) return null;
  const problem = authProblem(error);
  return problem.kind === 'said' ? <Notice kind="bad">{problem.text}</Notice> : null;
}
