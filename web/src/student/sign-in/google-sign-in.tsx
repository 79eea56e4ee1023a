import { type ReactNode, useEffect } from 'react';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { authProblem } from './auth-problems.ts';
import { finishGoogleSignIn, signInWithGoogle, signInWithGoogleHere } from './google.ts';
import { isOnTheWayBack } from './google-trip.ts';

/** Google in a window of its own, and a way on for whoever's browser lets none open. */
export function GoogleSignIn({ onDone }: { onDone: () => void }): ReactNode {
  const page = usePage();
  const inWindow = useAction(async () => {
    await signInWithGoogle(page);
    onDone();
  });
  const here = useAction(async () => {
    await signInWithGoogleHere(page);
    onDone();
  });
  const back = useAction(async () => {
    if (await finishGoogleSignIn(page)) onDone();
  });
  const { run: finish } = back;
  useEffect(() => {
    if (isOnTheWayBack()) finish();
  }, [finish]);
  const error = here.error ?? back.error ?? inWindow.error;
  const problem = error === null ? undefined : authProblem(error);
  return (
    <div className="stack tight">
      <div className="row">
        <Button
          isBusy={inWindow.isRunning || back.isRunning}
          onPress={() => {
            here.reset();
            back.reset();
            inWindow.run();
          }}
        >
          Sign in with Google
        </Button>
      </div>
      {problem?.kind === 'blocked' && (
        <Notice kind="warn">
          <strong>Your browser did not let the Google window open.</strong>
          <span>Allow windows for this site and press the button again, or go on in this window.</span>
          <span>
            <Button isBusy={here.isRunning} onPress={here.run}>
              Continue in this window
            </Button>
          </span>
        </Notice>
      )}
      {problem?.kind === 'said' && <Notice kind="bad">{problem.text}</Notice>}
    </div>
  );
}
