import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import type { ListedAuthorization } from '../api.ts';
import { useReason } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { dateText } from './days.ts';
import { studentWords } from './lesson-words.ts';
import { TermsFields } from './terms-fields.tsx';
import { type TermsForm, type TermsTexts, useTermsForm } from './use-terms-form.ts';
import { dayEnd } from './validity.ts';

/** More or fewer units, another validity, other limits. */
export function ChangeAuthorizationDialog(props: {
  authorization: ListedAuthorization;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { authorization, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { authorizationId, reservedUnits, consumedUnits } = authorization;
  const usedUnits = reservedUnits + consumedUnits;
  const [first] = useState(() => termsOf(authorization));
  const terms = useTermsForm({ first, atLeast: Math.max(1, usedUnits) });
  const why = useReason();
  return (
    <TaskDialog
      title={`Change the hours of ${studentWords(authorization)}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={terms.isComplete && why.isGiven}
      form={showsProblems => (
        <>
          <p>{usedUnits} units are held or driven already.</p>
          <TermsFields
            form={terms}
            showsProblems={showsProblems}
            unitsLabel="Units in all"
            limitsHint="Leave empty what is to stay as it is."
          />
          {why.field(showsProblems)}
        </>
      )}
      confirmLabel="Change the hours"
      work={() =>
        seatbelt.changeAuthorization({
          authorizationId,
          reason: why.reason,
          ...changesOf({ terms, first }),
        })
      }
      result={answer =>
        `Changed: ${answer.totalUnits} units in all, ${answer.availableUnits} left to reserve.`
      }
    />
  );
}

const termsOf = ({ totalUnits, validFrom, validTo }: ListedAuthorization): TermsTexts => ({
  units: String(totalUnits),
  from: dateText(new Date(validFrom)),
  to: dateText(dayEnd.lastDayOf(new Date(validTo))),
});

/** What was left as it was is not sent: a validity may end in the middle of a day, which a date field cannot say. */
function changesOf({ terms, first }: { terms: TermsForm; first: TermsTexts }) {
  const { texts, totalUnits, validFrom, validTo, limits } = terms;
  return {
    ...(texts.units === first.units ? {} : { totalUnits }),
    ...(texts.from === first.from ? {} : { validFrom }),
    ...(texts.to === first.to ? {} : { validTo }),
    ...limits,
  };
}
