import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import type { ListedAuthorization } from '../api.ts';
import { ReasonField, reasonProblem } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { wholeNumber } from '../whole-number.ts';
import { studentOf } from './authorization-words.ts';
import { dateText, dayOfText } from './days.ts';
import { LimitFields } from './limit-fields.tsx';
import { limitsOf, noLimits } from './limits.ts';
import { dayEnd } from './validity.ts';

const MAX_UNITS = 1_000;

/** More or fewer units, another validity, other limits; what is left as it was is not sent. */
export function ChangeAuthorizationDialog(props: {
  authorization: ListedAuthorization;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { authorization, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { authorizationId, reservedUnits, consumedUnits } = authorization;
  const usedUnits = reservedUnits + consumedUnits;
  const before = {
    units: String(authorization.totalUnits),
    from: dateText(new Date(authorization.validFrom)),
    to: dateText(dayEnd.lastDayOf(new Date(authorization.validTo))),
  };
  const [unitsText, setUnitsText] = useState(before.units);
  const [fromText, setFromText] = useState(before.from);
  const [toText, setToText] = useState(before.to);
  const [limitTexts, setLimitTexts] = useState(noLimits);
  const [reason, setReason] = useState('');
  const totalUnits = wholeNumber({ text: unitsText, atMost: MAX_UNITS });
  const from = dayOfText(fromText);
  const lastDay = dayOfText(toText);
  const limits = limitsOf(limitTexts);
  const problems = {
    units:
      totalUnits === undefined || totalUnits < Math.max(1, usedUnits)
        ? `At least ${Math.max(1, usedUnits)}, at most ${MAX_UNITS}.`
        : undefined,
    days:
      from === undefined || lastDay === undefined || lastDay < from
        ? 'The last day must not be before the first.'
        : undefined,
    limits: limits === undefined ? 'Whole numbers from 1 on, or nothing.' : undefined,
    reason: reasonProblem({ reason }),
  };
  const isComplete = Object.values(problems).every(problem => problem === undefined);
  return (
    <TaskDialog
      title={`Change the hours of ${studentOf(authorization)}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={isComplete}
      form={showsProblems => (
        <>
          <div className="columns">
            <TextField
              label="Units in all"
              hint={`${usedUnits} are held or driven`}
              inputMode="numeric"
              value={unitsText}
              onText={setUnitsText}
              problem={showsProblems ? problems.units : undefined}
            />
            <TextField label="First day" type="date" value={fromText} onText={setFromText} />
            <TextField
              label="Last day"
              type="date"
              value={toText}
              onText={setToText}
              problem={showsProblems ? problems.days : undefined}
            />
          </div>
          <LimitFields
            texts={limitTexts}
            onTexts={setLimitTexts}
            hint="Leave empty what is to stay as it is."
            problem={showsProblems ? problems.limits : undefined}
          />
          <ReasonField
            reason={reason}
            onReason={setReason}
            problem={showsProblems ? problems.reason : undefined}
          />
        </>
      )}
      confirmLabel="Change the hours"
      work={() =>
        seatbelt.changeAuthorization({
          authorizationId,
          reason: reason.trim(),
          ...(totalUnits === undefined || unitsText === before.units ? {} : { totalUnits }),
          ...(from === undefined || fromText === before.from ? {} : { validFrom: from.toISOString() }),
          ...(lastDay === undefined || toText === before.to
            ? {}
            : { validTo: dayEnd.of(lastDay).toISOString() }),
          ...(limits === undefined || Object.keys(limits).length === 0 ? {} : { limits }),
        })
      }
      result={answer =>
        `Changed: ${answer.totalUnits} units in all, ${answer.availableUnits} left to reserve.`
      }
    />
  );
}
