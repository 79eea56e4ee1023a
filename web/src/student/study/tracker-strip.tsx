import type { ReactNode } from 'react';
import type { TrackerState } from '../../../../client/src/study.ts';
import { formatDuration } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { StudentRefusal } from '../layout/refusal.tsx';
import { type TrackerSaying, trackerSaying } from './tracker-words.ts';
import type { Studying } from './use-studying.ts';

/** Whether the time counts, how much there is, and what to do where it does not. Stays in sight while one reads. */
export function TrackerStrip(props: {
  courseId: string;
  state: TrackerState;
  studying: Studying;
}): ReactNode {
  const { courseId, state, studying } = props;
  const saying = trackerSaying(state);
  const { remainingTodaySeconds } = state;
  return (
    <div className="strip-frame">
      <section className="strip" aria-label="Study time" data-phase={state.phase}>
        <span className={`dot ${saying.tone}`} aria-hidden="true" />
        <span className="says" role="status">
          {saying.text}
        </span>
        <span className="number small" data-testid="session-seconds">
          {formatDuration(state.creditedSeconds)} now
        </span>
        <span className="number small">{formatDuration(state.todaySeconds)} today</span>
        {remainingTodaySeconds !== null && remainingTodaySeconds < 3_600 && (
          <span className="number small">{formatDuration(remainingTodaySeconds)} left today</span>
        )}
        <Offer saying={saying} studying={studying} />
      </section>
      {studying.news !== '' && <Notice>{studying.news}</Notice>}
      <StudentRefusal error={studying.error} courseId={courseId} />
    </div>
  );
}

function Offer({ saying, studying }: { saying: TrackerSaying; studying: Studying }): ReactNode {
  const { goOn, takeOver, isBusy } = studying;
  switch (saying.offer) {
    case 'none':
      return null;
    case 'goOn':
      return (
        <Button isBusy={isBusy} onPress={goOn}>
          Go on studying
        </Button>
      );
    case 'takeOver':
      return (
        <Button isBusy={isBusy} onPress={takeOver}>
          Study here instead
        </Button>
      );
  }
}
