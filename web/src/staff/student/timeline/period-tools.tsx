import type { ReactNode } from 'react';
import { Button } from '../../../shared/ui/button.tsx';
import type { Period } from './lanes.ts';
import { moved, type PeriodChoice, periodChoices, periodNames, zoomed } from './period.ts';

/** Which time is shown: one of a few, or one's own by steps. */
export function PeriodTools(props: {
  period: Period;
  /** Null while one's own is shown. */
  choice: PeriodChoice | null;
  onChoice: (choice: PeriodChoice) => void;
  onPeriod: (period: Period) => void;
}): ReactNode {
  const { period, choice, onChoice, onPeriod } = props;
  return (
    <div className="row spread">
      <fieldset className="segments">
        <legend className="visually-hidden">Period</legend>
        {periodChoices.map(option => (
          <label key={option}>
            <input type="radio" name="period" checked={choice === option} onChange={() => onChoice(option)} />
            <span>{periodNames[option]}</span>
          </label>
        ))}
      </fieldset>
      <div className="row tools">
        <Step label="Earlier" sign="←" onPress={() => onPeriod(moved({ period, share: -0.5 }))} />
        <Step label="Later" sign="→" onPress={() => onPeriod(moved({ period, share: 0.5 }))} />
        <Step label="Closer" sign="+" onPress={() => onPeriod(zoomed({ period, factor: 0.5 }))} />
        <Step label="Further away" sign="−" onPress={() => onPeriod(zoomed({ period, factor: 2 }))} />
      </div>
    </div>
  );
}

function Step({ label, sign, onPress }: { label: string; sign: string; onPress: () => void }): ReactNode {
  return (
    <Button look="quiet" onPress={onPress}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{label}</span>
    </Button>
  );
}
