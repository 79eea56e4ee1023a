import { type ReactNode, useState } from 'react';
import type { Role } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import { SelectField } from '../ui/fields.tsx';
import { ReasonField, reasonProblem } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';

const roles: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'student', label: 'Student: no role' },
  { value: 'instructor', label: 'Instructor' },
  { value: 'auditor', label: 'Auditor' },
  { value: 'admin', label: 'Admin' },
];
/** The server asks as much. */
const REASON_LENGTH = 10;

export function SetRoleDialog(props: {
  userId: string;
  name: string;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { userId, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [role, setRole] = useState<Role>('instructor');
  const [reason, setReason] = useState('');
  const problem = reasonProblem({ reason, atLeast: REASON_LENGTH });
  return (
    <TaskDialog
      title={`Set the role of ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={problem === undefined}
      form={showsProblems => (
        <>
          <p>
            The role holds at once with everything that is done. What their browser may read follows within an
            hour.
          </p>
          <SelectField
            label="Role"
            value={role}
            onText={value => setRole(roles.find(option => option.value === value)?.value ?? role)}
            options={roles}
          />
          <ReasonField reason={reason} onReason={setReason} problem={showsProblems ? problem : undefined} />
        </>
      )}
      summary={
        <p>
          From now on <strong>{name}</strong> is <strong>{role}</strong>.
        </p>
      }
      confirmLabel={`Make ${name} ${role}`}
      look="danger"
      work={() => seatbelt.setRole({ userId, role, reason: reason.trim() })}
      result={answer => `${name} is ${answer.role} now.`}
    />
  );
}
