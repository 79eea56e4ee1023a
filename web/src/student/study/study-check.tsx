import type { ReactNode } from 'react';
import type { SessionTracker, TrackerChallenge } from '../../../../client/src/study.ts';
import { CheckDialog } from './check-dialog.tsx';
import { checkOutcomeText } from './check-words.ts';

/** The identity check that the tracker was told of, over the lesson. */
export function StudyCheck(props: {
  tracker: SessionTracker;
  check: TrackerChallenge | null;
  onSettled: (news: string) => void;
}): ReactNode {
  const { tracker, check, onSettled } = props;
  if (check === null) return null;
  const { challengeId } = check;
  return (
    <CheckDialog
      key={challengeId}
      check={check}
      onAnswer={async answer =>
        onSettled(checkOutcomeText(await tracker.answerChallenge({ challengeId, answer })))
      }
    />
  );
}
