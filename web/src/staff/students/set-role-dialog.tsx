import { type ReactNode, useState } from 'react';
import type { Role } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import { SelectField } from '../ui/fields.tsx';
import { useReason, WEIGHTY_REASON_LENGTH } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';

const roles: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'student', label: 'Student: no role' },
  { value: 'instructor', label: 'Instructor' },
  { value: 'auditor', label: 'Auditor' },
  { value: 'admin', label: 'Admin' },
];
export function SetRoleDialog(props: {
  userId: string;
  name: string;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { userId, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [role, setRole] = useState<Role>('instructor');
  const why = useReason({ atLeast: WEIGHTY_REASON_LENGTH });
  return (
    <TaskDialog
      title={`Set the role of ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
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
          {why.field(showsProblems)}
        </>
      )}
      summary={
        <p>
          From now on <strong>{name}</strong> is <strong>{role}</strong>.
        </p>
      }
      confirmLabel={`Make ${name} ${role}`}
      look="danger"
      work={() => seatbelt.setRole({ userId, role, reason: why.reason })}
      result={answer => `${name} is ${answer.role} now.`}
    />
  );
}
