import type { ReactNode } from 'react';
import type { AttemptDraft, DraftState } from '../../../../client/src/quiz.ts';
import { clockText, secondsUntil, spokenTime } from '../study/countdown.ts';
import { useNow } from '../study/use-now.ts';
import { useDraftState } from './use-draft.ts';

/** The time left and whether everything is saved; stays in sight. */
export function AttemptStrip(props: {
  draft: AttemptDraft;
  deadline: Date | null;
  startedAt: Date;
}): ReactNode {
  const { draft, deadline, startedAt } = props;
  const state = useDraftState(draft);
  const { tone, text } = savedWords(state);
  return (
    <section className="strip strip-frame" aria-label="This attempt" data-phase={state.phase}>
      <span className={`dot ${tone}`} aria-hidden="true" />
      <span className="says" role="status">
        {text}
      </span>
      {deadline !== null && <TimeLeft deadline={deadline} startedAt={startedAt} />}
    </section>
  );
}

function TimeLeft({ deadline, startedAt }: { deadline: Date; startedAt: Date }): ReactNode {
  const now = useNow(true);
  const secondsLeft = secondsUntil({ at: deadline, now });
  const totalSeconds = secondsUntil({ at: deadline, now: startedAt });
  return (
    <span>
      <span aria-hidden="true" className="number">
        {clockText(secondsLeft)} left
      </span>
      <span role="timer" aria-live="polite" className="visually-hidden">
        {spokenTime({ secondsLeft, totalSeconds })}
      </span>
    </span>
  );
}

function savedWords({ phase, error }: Pick<DraftState, 'phase' | 'error'>): {
  tone: string;
  text: string;
} {
  switch (phase) {
    case 'saved':
      return { tone: 'good', text: 'Saved' };
    case 'changed':
      return error === null
        ? { tone: '', text: 'Saving in a moment …' }
        : { tone: 'warn', text: 'Kept in this browser; the server did not take the last save.' };
    case 'saving':
      return { tone: '', text: 'Saving …' };
    case 'offline':
      return { tone: 'warn', text: 'Offline: kept in this browser and sent once you are connected.' };
    case 'submitting':
      return { tone: '', text: 'Handing in …' };
    case 'submitted':
      return { tone: 'good', text: 'Handed in' };
    case 'closed':
      return { tone: 'warn', text: 'This attempt is over. See its result below.' };
  }
}
