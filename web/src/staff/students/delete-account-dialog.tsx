import { type ReactNode, useState } from 'react';
import { type Answer, isSeatbeltError } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { CheckField } from '../ui/fields.tsx';
import { useReason, WEIGHTY_REASON_LENGTH } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';

export function DeleteAccountDialog(props: {
  userId: string;
  name: string;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { userId, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const why = useReason({ atLeast: WEIGHTY_REASON_LENGTH });
  const [isForced, setForced] = useState(false);
  return (
    <TaskDialog
      title={`Delete the account of ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          <p>
            Sign-in, profile and personal answers are erased. The record of each course and its money stay
            under the bare id for as long as the law wants them. This cannot be undone.
          </p>
          {why.field(showsProblems)}
          <CheckField
            label="In spite of what stands in the way: open courses are cancelled, and what is due or to be returned is left to you"
            isChecked={isForced}
            onCheck={setForced}
          />
        </>
      )}
      summary={
        <>
          <p>
            The account of <strong>{name}</strong> is about to be deleted for good.
          </p>
          {isForced && <Notice kind="warn">Courses that are open will be cancelled.</Notice>}
        </>
      }
      confirmLabel={`Delete ${name}`}
      look="danger"
      work={() =>
        seatbelt.deleteAccount({ userId, reason: why.reason, ...(isForced ? { force: true } : {}) })
      }
      afterRefusal={error => <Obstacles error={error} />}
      result={outcome => <WhatStays kept={outcome.kept} />}
    />
  );
}

/** What stands in the way, one by one, so that it can be settled first. */
function Obstacles({ error }: { error: Error }): ReactNode {
  if (!isSeatbeltError(error) || error.reason !== 'ACCOUNT_IN_USE') return null;
  return (
    <div className="stack tight">
      <h3>What stands in the way</h3>
      <ul className="plain">
        {error.fields.map(({ path, message }) => (
          <li key={path}>
            <code>{path}</code> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

const kinds = {
  courseRecord: 'Record of the course',
  certificate: 'Certificate',
  paymentRecords: 'Payments',
  auditLog: 'Audit log',
} as const;

function WhatStays({ kept }: { kept: Answer<'deleteAccount'>['kept'] }): ReactNode {
  return (
    <div className="stack tight">
      <strong>The account is deleted.</strong>
      <span>What stays:</span>
      <ul className="plain">
        {kept.map(({ what, courseId, until }) => (
          <li key={`${what}/${courseId ?? ''}`}>
            {kinds[what]}
            {courseId !== null && ` of ${courseId}`}
            {until === null ? ', for as long as the school exists' : `, until ${until}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
