import { signInWithEmailAndPassword } from 'firebase/auth';
import { type ReactNode, useState } from 'react';
import { usePage } from '../shared/session.tsx';
import { Button } from '../shared/ui/button.tsx';
import { TextField } from '../shared/ui/field.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { useAction } from '../shared/use-action.ts';
import { signInProblem } from './sign-in-problem.ts';

export function SignInPage(): ReactNode {
  const { auth } = usePage();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const action = useAction(async () => {
    await signInWithEmailAndPassword(auth, email.trim(), password);
  });
  return (
    <main className="frame narrow">
      <form
        className="card stack"
        onSubmit={event => {
          event.preventDefault();
          action.run();
        }}
      >
        <h1>Staff console</h1>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          value={email}
          onText={setEmail}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onText={setPassword}
        />
        {action.error !== null && <Notice kind="bad">{signInProblem(action.error)}</Notice>}
        <Button look="primary" type="submit" isBusy={action.isRunning}>
          Sign in
        </Button>
        <p className="muted small">
          For students: <a href="/">to your courses</a>
        </p>
      </form>
    </main>
  );
}
