import { type ReactNode, useState } from 'react';
import type { Challenge } from '../../../../client/src/index.ts';
import { usePage, useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useLive } from '../../shared/use-live.ts';
import { CheckDialog } from '../study/check-dialog.tsx';
import { checkOutcomeText } from '../study/check-words.ts';

/** A check that was left open in the last session, answered from the course's page. */
export function OpenCheck({ courseId }: { courseId: string }): ReactNode {
  const { seatbelt } = usePage();
  const { userId } = useUser();
  const [isOpen, setOpen] = useState(false);
  const [news, setNews] = useState('');
  const live = useLive<Challenge>(`check/${courseId}`, (reads, listener) =>
    reads.watchOpenChallenge(seatbelt, { userId, courseId }, listener),
  );
  const check = live.status === 'ready' ? live.data : undefined;
  return (
    <div className="stack tight">
      {news !== '' && <Notice>{news}</Notice>}
      <div>
        <Button look="primary" isDisabled={check === undefined} onPress={() => setOpen(true)}>
          Answer it now
        </Button>
      </div>
      {isOpen && check !== undefined && (
        <CheckDialog
          check={check}
          onLater={() => setOpen(false)}
          onAnswer={async answer => {
            const outcome = await seatbelt.answerChallenge({
              courseId,
              challengeId: check.challengeId,
              answer,
            });
            setNews(checkOutcomeText(outcome));
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}
