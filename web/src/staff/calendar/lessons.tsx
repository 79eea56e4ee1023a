import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { CalendarLesson } from '../api.ts';
import { AskedView } from '../ui/asked-view.tsx';
import { useAnswer } from '../use-answer.ts';
import { addDays, type CalendarView, daysShown, startOfDay } from './days.ts';
import { LessonDialog } from './lesson-dialog.tsx';
import { LessonList } from './lesson-list.tsx';
import { MonthPicture } from './month-picture.tsx';
import { ViewTools } from './view-tools.tsx';
import { WeekPicture } from './week-picture.tsx';
import { keyOfWhose, type Whose } from './whose.ts';

/** The lessons of a week or a month: a picture where there is room for one, else a list. */
export function Lessons(props: { whose: Whose; changes: number; onChanged: () => void }): ReactNode {
  const { whose, changes, onChanged } = props;
  const { seatbelt } = usePage();
  const [view, setView] = useState<CalendarView>('week');
  const [anchor, setAnchor] = useState(() => startOfDay(new Date()));
  const [opened, setOpened] = useState<CalendarLesson | null>(null);
  const days = daysShown({ view, anchor });
  const from = days[0] ?? anchor;
  const to = addDays(days.at(-1) ?? anchor, 1);
  const instructor = whose.kind === 'instructor' ? { instructorId: whose.userId } : {};
  const { asked, again } = useAnswer(
    `lessons/${keyOfWhose(whose)}/${from.getTime()}/${view}/${changes}`,
    () => seatbelt.listCalendar({ from: from.toISOString(), to: to.toISOString(), ...instructor }),
  );
  const today = new Date();
  return (
    <section className="stack" aria-label="Lessons">
      <ViewTools view={view} anchor={anchor} onView={setView} onAnchor={setAnchor} />
      <AskedView asked={asked} again={again} lines={8}>
        {answer => {
          const lessons = answer.lessons.filter(
            ({ studentId }) => whose.kind !== 'student' || studentId === whose.userId,
          );
          return (
            <>
              {answer.isTruncated && (
                <Notice kind="warn">There are more lessons than can be shown. Look at one week.</Notice>
              )}
              <div className="wide-only">
                {view === 'week' ? (
                  <WeekPicture days={days} lessons={lessons} today={today} onOpen={setOpened} />
                ) : (
                  <MonthPicture
                    days={days}
                    lessons={lessons}
                    month={anchor.getMonth()}
                    today={today}
                    onOpen={setOpened}
                    onDay={day => {
                      setAnchor(day);
                      setView('week');
                    }}
                  />
                )}
              </div>
              <div className="narrow-only">
                <LessonList days={days} lessons={lessons} onOpen={setOpened} />
              </div>
              {lessons.length === 0 && (
                <p className="muted wide-only">No lesson in this time. A reserved one would stand here.</p>
              )}
            </>
          );
        }}
      </AskedView>
      {opened !== null && <LessonDialog lesson={opened} onClose={() => setOpened(null)} onDone={onChanged} />}
    </section>
  );
}
