import { signOut, type User } from 'firebase/auth';
import { type ReactNode, useEffect } from 'react';
import type { Live } from '../../../client/src/live.ts';
import { usePage } from '../shared/session.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Skeleton } from '../shared/ui/live-view.tsx';
import { Refusal } from '../shared/ui/notice.tsx';
import { useAction } from '../shared/use-action.ts';
import { useLive } from '../shared/use-live.ts';
import { type StaffRole, staffRoleOf } from './roles.ts';

/**
 * Who may come in. The token may say what was true an hour ago, so a role that was just given is looked up, and the
 * token taken anew; a role that was taken shows with the first refusal.
 */
export function RoleGate(props: {
  user: User;
  claimedRole: string;
  children: (role: StaffRole) => ReactNode;
}): ReactNode {
  const { user, claimedRole, children } = props;
  const claimed = staffRoleOf(claimedRole);
  if (claimed !== undefined) return children(claimed);
  return <RoleLookup user={user} />;
}

function RoleLookup({ user }: { user: User }): ReactNode {
  const { seatbelt } = usePage();
  const live = useLive(`role/${user.uid}`, (reads, tell: (live: Live<{ role: string }>) => void) =>
    reads.watchRole(seatbelt, { userId: user.uid }, tell),
  );
  const isStaff = live.status === 'ready' && staffRoleOf(live.data.role) !== undefined;
  const refresh = useAction(async () => {
    await user.getIdToken(true);
  });
  const { run } = refresh;
  useEffect(() => {
    if (isStaff) run();
  }, [isStaff, run]);
  if (live.status === 'loading' || refresh.isRunning)
    return (
      <main className="frame">
        <Skeleton lines={3} />
      </main>
    );
  return (
    <NoRole user={user}>
      {live.status === 'failed' && <Refusal error={live.error} audience="staff" />}
      {isStaff && (
        <p>
          A role was given to you a moment ago and is on its way. <Button onPress={run}>Look again</Button>
        </p>
      )}
    </NoRole>
  );
}

function NoRole({ user, children }: { user: User; children: ReactNode }): ReactNode {
  const { auth } = usePage();
  const leave = useAction(() => signOut(auth));
  return (
    <main className="frame narrow">
      <div className="card stack">
        <h1>This page is for the staff</h1>
        <p>
          You are signed in as <strong>{user.email ?? user.uid}</strong>, and this account has no role at the
          school. An admin can give you one.
        </p>
        {children}
        <div className="row">
          <a className="button primary" href="/">
            Go to your courses
          </a>
          <Button onPress={leave.run} isBusy={leave.isRunning}>
            Sign out
          </Button>
        </div>
      </div>
    </main>
  );
}
