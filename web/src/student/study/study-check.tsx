import type { ReactNode } from 'react';
import { isSeatbeltError } from '../../../../client/src/index.ts';
import type { SessionTracker, TrackerChallenge } from '../../../../client/src/study.ts';
import { explain } from '../../shared/refusals.ts';
import { CheckDialog } from './check-dialog.tsx';
import { checkOutcomeText } from './check-words.ts';

/** The identity check that the tracker was told of, over the lesson. */
export function StudyCheck(props: {
  tracker: SessionTracker;
  check: TrackerChallenge | null;
  timeZone: string;
  onSettled: (news: string) => void;
}): ReactNode {
  const { tracker, check, timeZone, onSettled } = props;
  if (check === null) return null;
  const { challengeId } = check;
  return (
    <CheckDialog
      key={challengeId}
      check={check}
      onAnswer={async text => {
        try {
          const answer = await tracker.answerChallenge({ challengeId, answer: text });
          onSettled(checkOutcomeText({ answer, timeZone }));
        } catch (error) {
          // Answered in another tab: the dialog is closed by now, and would take its own words along.
          if (isSeatbeltError(error) && error.reason === 'CHALLENGE_ANSWERED')
            onSettled(explain(error).title);
          throw error;
        }
      }}
    />
  );
}
