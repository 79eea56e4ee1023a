import type { ReactNode } from 'react';
import type { CalendarLesson } from '../api.ts';
import { Empty } from '../ui/empty.tsx';
import { StateTag } from '../ui/tag.tsx';
import { lessonsOf } from './lesson-layout.ts';
import { dayName, lessonTime, studentWords, unitWords } from './lesson-words.ts';

/** Day by day, for a narrow screen. */
export function LessonList(props: {
  days: readonly Date[];
  lessons: readonly CalendarLesson[];
  onOpen: (lesson: CalendarLesson) => void;
}): ReactNode {
  const { days, lessons, onOpen } = props;
  const busy = days
    .map(day => ({ day, found: lessonsOf({ lessons, day }) }))
    .filter(({ found }) => found.length > 0);
  if (busy.length === 0) return <Empty>No lesson in this time. A reserved one would stand here.</Empty>;
  return (
    <div className="stack">
      {busy.map(({ day, found }) => (
        <section key={day.getTime()} className="stack tight">
          <h3>{dayName(day)}</h3>
          <ul className="choices">
            {found.map(lesson => (
              <li key={lesson.reservationId}>
                <button type="button" className="choice" onClick={() => onOpen(lesson)}>
                  <span className="number">{lessonTime(lesson)}</span> {studentWords(lesson)}
                  <span className="muted small">{unitWords(lesson)}</span>
                  <StateTag state={lesson.state} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
