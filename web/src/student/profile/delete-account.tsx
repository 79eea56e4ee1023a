import { type ReactNode, useState } from 'react';
import { type Answer, isSeatbeltError } from '../../../../client/src/index.ts';
import { usePage, useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { useAction } from '../../shared/use-action.ts';
import { ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { forgetUser } from './forget-user.ts';
import { KeptList } from './kept-list.tsx';
import { ObstacleList } from './obstacle-list.tsx';
import { useSignOut } from './use-sign-out.ts';

type Deleted = Answer<'deleteAccount'>;

/** Ends the account, and says beforehand what goes, what stays and why, and afterwards until when. */
export function DeleteAccount(): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  return (
    <>
      <Button look="quiet" onPress={() => setAsking(true)}>
        Delete my account
      </Button>
      {isAsking && deleted === null && <Asking onDeleted={setDeleted} onClose={() => setAsking(false)} />}
      {deleted !== null && <Done deleted={deleted} />}
    </>
  );
}

/** Whoever has no e-mail signs in by other means, and types this. */
const WITHOUT_EMAIL = 'delete';

function Asking(props: { onDeleted: (deleted: Deleted) => void; onClose: () => void }): ReactNode {
  const { onDeleted, onClose } = props;
  const { seatbelt } = usePage();
  const { userId, email } = useUser();
  const [typed, setTyped] = useState('');
  const [isChecked, setChecked] = useState(false);
  const expected = email ?? WITHOUT_EMAIL;
  const isConfirmed = typed.trim().toLowerCase() === expected.toLowerCase();
  const close = useAction(async () => {
    setChecked(true);
    if (!isConfirmed) return;
    const deleted = await seatbelt.deleteAccount({ userId });
    forgetUser(userId);
    onDeleted(deleted);
  });
  const obstacles = isSeatbeltError(close.error) ? close.error.fields : [];
  return (
    <ConfirmDialog
      title="Delete your account?"
      action={close}
      doIt="Delete my account for good"
      leaveIt="Keep it"
      onClose={onClose}
    >
      <p>
        Your sign-in, your profile and the answers to your personal questions are deleted. Nobody can bring
        them back.
      </p>
      <p>Some things stay, since the school has to prove them:</p>
      <ul>
        <li>
          what you studied and what you paid, without your name, until the time is over for which your course
          has to keep its records;
        </li>
        <li>a certificate, with your name on it: without it nobody could check it;</li>
        <li>the log of what the school’s staff did, without your name.</li>
      </ul>
      <TextField
        label={`To confirm, type ${expected}`}
        autoComplete="off"
        value={typed}
        problem={isChecked && !isConfirmed ? `Please type ${expected}.` : undefined}
        onText={setTyped}
      />
      <ObstacleList obstacles={obstacles} />
    </ConfirmDialog>
  );
}

/** The server lets the token of a deleted account live on for up to an hour; this page ends it with the last word. */
function Done({ deleted }: { deleted: Deleted }): ReactNode {
  const leave = useSignOut();
  return (
    <Dialog title="Your account is deleted" onClose={leave.run}>
      <p>This is kept:</p>
      <KeptList kept={deleted.kept} />
      <div>
        <Button look="primary" isBusy={leave.isRunning} onPress={leave.run}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
