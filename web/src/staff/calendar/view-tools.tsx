import type { ReactNode } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { addDays, type CalendarView, startOfDay, startOfWeek, turned } from './days.ts';

const views: readonly { readonly view: CalendarView; readonly label: string }[] = [
  { view: 'week', label: 'Week' },
  { view: 'month', label: 'Month' },
];

/** Which week or month is shown. */
export function ViewTools(props: {
  view: CalendarView;
  anchor: Date;
  onView: (view: CalendarView) => void;
  onAnchor: (anchor: Date) => void;
}): ReactNode {
  const { view, anchor, onView, onAnchor } = props;
  return (
    <div className="row spread">
      <h2 aria-live="polite">{nameOf({ view, anchor })}</h2>
      <div className="row">
        <fieldset className="segments">
          <legend className="visually-hidden">View</legend>
          {views.map(option => (
            <label key={option.view}>
              <input
                type="radio"
                name="view"
                checked={view === option.view}
                onChange={() => onView(option.view)}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </fieldset>
        <div className="row tools">
          <Button look="quiet" onPress={() => onAnchor(turned({ view, anchor, by: -1 }))}>
            <span aria-hidden="true">←</span>
            <span className="visually-hidden">{view === 'week' ? 'Week before' : 'Month before'}</span>
          </Button>
          <Button look="quiet" onPress={() => onAnchor(startOfDay(new Date()))}>
            Today
          </Button>
          <Button look="quiet" onPress={() => onAnchor(turned({ view, anchor, by: 1 }))}>
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">{view === 'week' ? 'Week after' : 'Month after'}</span>
          </Button>
        </div>
      </div>
    </div>
  );
}

function nameOf({ view, anchor }: { view: CalendarView; anchor: Date }): string {
  if (view === 'month') return anchor.toLocaleDateString(undefined, { month: 'long', year: 'numeric' });
  const monday = startOfWeek(anchor);
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' }).formatRange(
    monday,
    addDays(monday, 6),
  );
}
