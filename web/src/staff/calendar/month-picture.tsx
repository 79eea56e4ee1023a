import type { ReactNode } from 'react';
import type { CalendarLesson } from '../api.ts';
import { isSameDay } from './days.ts';
import { lessonsOf } from './lesson-layout.ts';
import { dayName, lessonTime, studentWords } from './lesson-words.ts';
import { EndedWords } from './week-picture.tsx';

const SHOWN_A_DAY = 3;

/** Six weeks with the first lessons of each day. */
export function MonthPicture(props: {
  days: readonly Date[];
  lessons: readonly CalendarLesson[];
  month: number;
  today: Date;
  onOpen: (lesson: CalendarLesson) => void;
  onDay: (day: Date) => void;
}): ReactNode {
  const { days, lessons, month, today, onOpen, onDay } = props;
  return (
    <div className="month">
      {days.slice(0, 7).map(day => (
        <div key={day.getDay()} className="weekday small muted" aria-hidden="true">
          {day.toLocaleDateString(undefined, { weekday: 'short' })}
        </div>
      ))}
      {days.map(day => {
        const found = lessonsOf({ lessons, day });
        const look = `${day.getMonth() === month ? '' : ' other'}${isSameDay(day, today) ? ' today' : ''}`;
        return (
          <section key={day.getTime()} className={`month-day${look}`} aria-label={dayName(day)}>
            <button
              type="button"
              className="day-link"
              onClick={() => onDay(day)}
              aria-label={`Week of ${dayName(day)}`}
            >
              {day.getDate()}
            </button>
            {found.slice(0, SHOWN_A_DAY).map(lesson => (
              <button
                key={lesson.reservationId}
                type="button"
                className={`lesson chip ${lesson.state.toLowerCase()}`}
                onClick={() => onOpen(lesson)}
              >
                <span className="number">{lessonTime(lesson)}</span> {studentWords(lesson)}
                <EndedWords lesson={lesson} />
              </button>
            ))}
            {found.length > SHOWN_A_DAY && (
              <button type="button" className="day-link small" onClick={() => onDay(day)}>
                {found.length - SHOWN_A_DAY} more
              </button>
            )}
          </section>
        );
      })}
    </div>
  );
}
