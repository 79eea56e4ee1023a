import { type ReactNode, useState } from 'react';
import type { Authorization, Reservation } from '../../../../client/src/index.ts';
import { formatInstant } from '../../shared/format.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useAction } from '../../shared/use-action.ts';
import { useLive } from '../../shared/use-live.ts';
import { ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { hoursText, isLateCancellation, lessonState } from './driving-words.ts';

export function LessonList({ authorization }: { authorization: Authorization }): ReactNode {
  const { authorizationId, studentId } = authorization;
  const { seatbelt } = usePage();
  const lessons = useLive<readonly Reservation[]>(`reservations/${authorizationId}`, (reads, listener) =>
    reads.watchReservations(seatbelt, { authorizationId, studentId }, listener),
  );
  return (
    <LiveView live={lessons} missing={null} lines={2}>
      {found => (
        <ul className="outline">
          {[...found]
            .sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime())
            .map(lesson => (
              <LessonRow key={lesson.reservationId} authorization={authorization} lesson={lesson} />
            ))}
        </ul>
      )}
    </LiveView>
  );
}

function LessonRow({
  authorization,
  lesson,
}: {
  authorization: Authorization;
  lesson: Reservation;
}): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const { startsAt, units, state } = lesson;
  return (
    <li>
      <span className="name">
        {formatInstant({ at: startsAt, timeZone: authorization.timeZone })}, {hoursText(units)}
      </span>
      <span className="tag">{lessonState(lesson)}</span>
      {state === 'HELD' && startsAt > serverNow() && (
        <Button look="quiet" onPress={() => setAsking(true)}>
          Give back
        </Button>
      )}
      {isAsking && <GiveBack authorization={authorization} lesson={lesson} onDone={() => setAsking(false)} />}
    </li>
  );
}

function GiveBack(props: {
  authorization: Authorization;
  lesson: Reservation;
  onDone: () => void;
}): ReactNode {
  const { authorization, lesson, onDone } = props;
  const { authorizationId, rules } = authorization;
  const { reservationId, startsAt } = lesson;
  const { seatbelt } = usePage();
  const release = useAction(async () => {
    await seatbelt.releaseUnits({ authorizationId, reservationId, reason: 'Given back by the student' });
    onDone();
  });
  const isLate = isLateCancellation({ startsAt, rules, now: serverNow() });
  return (
    <ConfirmDialog
      title="Give this lesson back?"
      action={release}
      doIt="Give back"
      leaveIt="Keep it"
      onClose={onDone}
    >
      <p>
        {isLate
          ? `It begins in less than ${rules.lateCancellationHours} hours, so it counts as driven.`
          : 'Its hours are free again for another day.'}
      </p>
    </ConfirmDialog>
  );
}
