import type { ReactNode } from 'react';
import type { AttemptDraft, SavedAnswers } from '../../../../client/src/quiz.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useDraftState } from './use-draft.ts';

/**
 * Says that the attempt went on in another tab or on another device. Whoever comes back to a page that was left open
 * would otherwise hand in, or write on, what is old by now: the last save counts as a whole.
 */
export function NewerAnswers(props: {
  draft: AttemptDraft;
  attempt: SavedAnswers;
  onShow: () => void;
}): ReactNode {
  const { draft, attempt, onShow } = props;
  // Whether it is behind changes with every save, too.
  useDraftState(draft);
  if (!draft.isBehind(attempt)) return null;
  return (
    <Dialog title="You have answered more elsewhere" onClose={onShow}>
      <p>
        Newer answers are saved, from another tab or device. They count, and not those on this page. Go on in
        one place only.
      </p>
      <div className="row">
        <Button look="primary" onPress={onShow}>
          Show the newer answers
        </Button>
      </div>
    </Dialog>
  );
}
