import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice, Refusal } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import type { ParkedEvent } from '../api.ts';
import { AskedView } from '../ui/asked-view.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Tag } from '../ui/tag.tsx';
import { progressWords, type ReplayProgress, replayEach } from './replay-progress.ts';
import { useParkedEvents } from './use-parked-events.ts';

/** Events of Stripe's that could not be applied, with why; replayed once the cause is mended. */
export default function EventsPage(): ReactNode {
  const { seatbelt } = usePage();
  const { asked, again, readMore } = useParkedEvents();
  const [progress, setProgress] = useState<ReplayProgress | null>(null);
  const isHere = useIsHere();
  const replay = useAction(async (eventIds: readonly string[]) => {
    await replayEach({
      eventIds,
      replay: eventId => seatbelt.replayStripeEvent({ eventId }),
      isWanted: () => isHere.current,
      onProgress: setProgress,
    });
    again();
  });
  const more = useAction(readMore);
  return (
    <Page
      title="Parked events"
      intro="Events of Stripe’s that failed again and again. Replay them once their cause is mended; whatever was applied before is not applied twice."
      tools={
        <Button onPress={again} isBusy={asked.status === 'ready' && asked.isAgain} busyLabel="Reading …">
          Read again
        </Button>
      }
    >
      {progress !== null && <Progress progress={progress} isRunning={replay.isRunning} />}
      {replay.error !== null && <Refusal error={replay.error} audience="staff" />}
      <AskedView asked={asked} again={again}>
        {({ events, hasMore }) =>
          events.length === 0 ? (
            <Empty>No event is parked. One that cannot be applied would stand here with its reason.</Empty>
          ) : (
            <>
              <EventList
                events={events}
                isBusy={replay.isRunning}
                onReplay={eventIds => replay.run(eventIds)}
              />
              {more.error !== null && <Refusal error={more.error} audience="staff" />}
              {hasMore && (
                <Button onPress={more.run} isBusy={more.isRunning}>
                  Show more
                </Button>
              )}
            </>
          )
        }
      </AskedView>
    </Page>
  );
}

function EventList(props: {
  events: readonly ParkedEvent[];
  isBusy: boolean;
  onReplay: (eventIds: readonly string[]) => void;
}): ReactNode {
  const { events, isBusy, onReplay } = props;
  return (
    <>
      <div className="row">
        <Button
          look="primary"
          onPress={() => onReplay(events.map(({ eventId }) => eventId))}
          isBusy={isBusy}
          busyLabel="Replaying …"
        >
          {events.length === 1 ? 'Replay it' : `Replay all ${events.length} shown`}
        </Button>
      </div>
      <ul className="cards" aria-label="Parked events">
        {events.map(event => (
          <EventCard
            key={event.eventId}
            event={event}
            isBusy={isBusy}
            onReplay={() => onReplay([event.eventId])}
          />
        ))}
      </ul>
    </>
  );
}

function EventCard(props: { event: ParkedEvent; isBusy: boolean; onReplay: () => void }): ReactNode {
  const { event, isBusy, onReplay } = props;
  return (
    <li className="card stack tight">
      <div className="row spread">
        <strong>{event.type}</strong>
        <Tag tone="warn">{event.reason ?? 'no reason given'}</Tag>
      </div>
      <span className="muted small">
        <code>{event.eventId}</code> · {formatInstant({ at: new Date(event.createdAt) })}, your time · tried{' '}
        {event.attempts}×
      </span>
      <div className="row">
        <Button onPress={onReplay} isDisabled={isBusy}>
          Replay <span className="visually-hidden">{event.eventId}</span>
        </Button>
      </div>
    </li>
  );
}

function Progress({ progress, isRunning }: { progress: ReplayProgress; isRunning: boolean }): ReactNode {
  const { done, total } = progress;
  const failed = done.filter(({ problem }) => problem !== null);
  const isGood = done.every(({ state }) => state === 'applied' || state === 'ignored');
  return (
    <Notice kind={isRunning ? 'info' : isGood ? 'good' : 'warn'}>
      <span>{progressWords(progress)}</span>
      {isRunning && <progress max={total} value={done.length} aria-label="Replayed" />}
      {failed.map(({ eventId, problem }) => (
        <span key={eventId} className="small">
          <code>{eventId}</code> {problem}
        </span>
      ))}
    </Notice>
  );
}

/** Whether the page is still in sight, for work that goes on over many steps. */
function useIsHere(): { readonly current: boolean } {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}
