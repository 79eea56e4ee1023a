import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useSearchParams } from 'wouter';
import { usePage } from '../../shared/session.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { AskedView } from '../ui/asked-view.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { useAnswer } from '../use-answer.ts';
import { useSettled } from '../use-settled.ts';
import { StudentList } from './student-list.tsx';

const TYPING_PAUSE_MS = 300;

/** Students by whatever staff have of them; those who came last where nothing is asked for. */
export default function StudentsPage(): ReactNode {
  const { seatbelt } = usePage();
  // In the address, so that the way back from a student leads to what was found.
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const query = useSettled({ value: text.trim(), afterMs: TYPING_PAUSE_MS });
  const { asked, again } = useAnswer(`students/${query}`, () => seatbelt.searchStudents({ query }));
  const area = useRef<HTMLDivElement>(null);
  const setText = (next: string): void => setParams(next === '' ? {} : { q: next }, { replace: true });
  return (
    <Page title="Students">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys only move between the links inside. */}
      <div className="stack" ref={area} onKeyDown={event => moveBetweenLinks({ event, area: area.current })}>
        <search>
          <TextField
            label="Find a student"
            type="search"
            hint="E-mail, user id, the start of a name, a payment (pi_…) or the serial of a certificate"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={text}
            onText={setText}
          />
        </search>
        <h2>{query === '' ? 'Enrolled last' : 'Found'}</h2>
        <AskedView asked={asked} again={again} lines={6}>
          {({ students, isTruncated }) => (
            <>
              <span className="visually-hidden" role="status">
                {students.length === 1 ? '1 student' : `${students.length} students`}
              </span>
              {students.length === 0 ? (
                <Empty>
                  {query === ''
                    ? 'Nobody has enrolled yet. Whoever does shows here.'
                    : 'Nobody found. A name is found by its beginning, everything else by the whole of it.'}
                </Empty>
              ) : (
                <StudentList students={students} />
              )}
              {isTruncated && <p className="muted">There are more. Type more of the name to see them.</p>}
            </>
          )}
        </AskedView>
      </div>
    </Page>
  );
}

/** Arrow keys walk from the field to the students and between them. */
function moveBetweenLinks({ event, area }: { event: KeyboardEvent; area: HTMLElement | null }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || area === null) return;
  const stops = [...area.querySelectorAll<HTMLElement>('input, a')];
  const here = stops.findIndex(stop => stop.matches(':focus'));
  const next = stops[here + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
