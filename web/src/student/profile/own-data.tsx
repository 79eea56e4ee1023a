import type { ReactNode } from 'react';
import { download } from '../../shared/download.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { usePage, useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';
import { DeleteAccount } from './delete-account.tsx';

/** What everybody may ask of whoever keeps their data: a copy of it, and its end. */
export function OwnData(): ReactNode {
  const { seatbelt } = usePage();
  const { userId } = useUser();
  const copy = useAction(async () => {
    const data = await seatbelt.exportAccountData({ userId });
    const day = serverNow().toISOString().slice(0, 10);
    download({
      fileName: `seatbelt-my-data-${day}.json`,
      contentType: 'application/json',
      content: JSON.stringify(data, null, 2),
    });
  });
  return (
    <section className="card stack" aria-labelledby="own-data">
      <h2 id="own-data">Your data</h2>
      <p>
        Everything that is stored of you, in one file; what is left out of it, and why, is said at its end.
        The record of each minute of study is under «Hours per day» of its course.
      </p>
      <StudentRefusal error={copy.error} />
      <div className="row">
        <Button isBusy={copy.isRunning} busyLabel="Collecting …" onPress={copy.run}>
          Download my data
        </Button>
        <DeleteAccount />
      </div>
    </section>
  );
}
