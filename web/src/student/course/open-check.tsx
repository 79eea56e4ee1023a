import { type ReactNode, useState } from 'react';
import type { Challenge } from '../../../../client/src/index.ts';
import { usePage, useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import { CheckDialog } from '../study/check-dialog.tsx';
import { checkOutcomeText } from '../study/check-words.ts';

interface Props {
  readonly courseId: string;
  readonly timeZone: string;
  /** What the answer came to; by then there may be another step in place of this one. */
  readonly onSettled: (news: string) => void;
}

/** A check that was left open in the last session, answered from the course's page. */
export function OpenCheck(props: Props): ReactNode {
  const { courseId } = props;
  const { seatbelt } = usePage();
  const { userId } = useUser();
  const live = useLive<Challenge>(`check/${courseId}`, (reads, listener) =>
    reads.watchOpenChallenge(seatbelt, { userId, courseId }, listener),
  );
  return (
    <LiveView
      live={live}
      missing={<p className="muted">It is being settled. Please wait a moment.</p>}
      lines={1}
    >
      {check => <Answering {...props} check={check} />}
    </LiveView>
  );
}

function Answering({ courseId, timeZone, check, onSettled }: Props & { check: Challenge }): ReactNode {
  const { seatbelt } = usePage();
  const [isOpen, setOpen] = useState(false);
  const { challengeId } = check;
  return (
    <div>
      <Button look="primary" onPress={() => setOpen(true)}>
        Answer it now
      </Button>
      {isOpen && (
        <CheckDialog
          check={check}
          onLater={() => setOpen(false)}
          onAnswer={async text => {
            const answer = await seatbelt.answerChallenge({ courseId, challengeId, answer: text });
            onSettled(checkOutcomeText({ answer, timeZone }));
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}
