import type { CSSProperties, ReactNode } from 'react';
import type { CalendarLesson } from '../api.ts';
import { stateWords } from '../words.ts';
import { isSameDay } from './days.ts';
import { hoursOf, lessonsOf, type PlacedLesson, placeLessons } from './lesson-layout.ts';
import { dayName, lessonTime, studentWords } from './lesson-words.ts';

const HOUR_REM = 3;

/** A week with its lessons at their hours. */
export function WeekPicture(props: {
  days: readonly Date[];
  lessons: readonly CalendarLesson[];
  today: Date;
  onOpen: (lesson: CalendarLesson) => void;
}): ReactNode {
  const { days, lessons, today, onOpen } = props;
  const hours = hoursOf(lessons);
  const count = hours.to - hours.from;
  const height: CSSProperties = { height: `${count * HOUR_REM}rem` };
  return (
    <div className="week">
      <div className="hours small muted" aria-hidden="true">
        <div className="day-name">&nbsp;</div>
        <div className="day-body" style={height}>
          {Array.from({ length: count }, (_, index) => hours.from + index).map(hour => (
            <span key={hour} style={{ top: `${(100 * (hour - hours.from)) / count}%` }}>
              {hourName(hour)}
            </span>
          ))}
        </div>
      </div>
      {days.map(day => (
        <section
          key={day.getTime()}
          className={isSameDay(day, today) ? 'day today' : 'day'}
          aria-label={dayName(day)}
        >
          <div className="day-name" aria-hidden="true">
            {day.toLocaleDateString(undefined, { weekday: 'short' })} <strong>{day.getDate()}</strong>
          </div>
          <div className="day-body lined" style={{ ...height, backgroundSize: `100% ${HOUR_REM}rem` }}>
            {placeLessons({ lessons: lessonsOf({ lessons, day }), day, hours }).map(placed => (
              <Block key={placed.lesson.reservationId} placed={placed} onOpen={onOpen} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Block({
  placed,
  onOpen,
}: {
  placed: PlacedLesson;
  onOpen: (lesson: CalendarLesson) => void;
}): ReactNode {
  const { lesson, top, height, left, width } = placed;
  return (
    <button
      type="button"
      className={`lesson ${lesson.state.toLowerCase()}`}
      style={{
        top: `${100 * top}%`,
        height: `max(1.6rem, ${100 * height}%)`,
        left: `${100 * left}%`,
        width: `${100 * width}%`,
      }}
      onClick={() => onOpen(lesson)}
    >
      <span className="number">{lessonTime(lesson)}</span> {studentWords(lesson)}
      <EndedWords lesson={lesson} />
    </button>
  );
}

/** What became of a lesson, where its colour says so to the eye alone. */
export function EndedWords({ lesson }: { lesson: CalendarLesson }): ReactNode {
  if (lesson.state === 'HELD') return null;
  return <span className="visually-hidden">, {stateWords(lesson.state).toLowerCase()}</span>;
}

/** `9 AM`, or as hours are written where the reader is. */
const hourName = (hour: number): string =>
  new Date(2026, 0, 1, hour).toLocaleTimeString(undefined, { hour: 'numeric' });
