import { type ReactNode, useState } from 'react';
import type { Suspense } from '../../../../client/src/index.ts';
import { formatMoney } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import type { FoundStudent } from '../api.ts';
import { personName } from '../person.ts';
import { AccountPicker } from '../ui/account-picker.tsx';
import { SelectField } from '../ui/fields.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { heldWords } from './held-words.ts';

/** Says whose money it is. */
export function ClaimDialog({ suspense, onClose }: { suspense: Suspense; onClose: () => void }): ReactNode {
  const { seatbelt } = usePage();
  const [student, setStudent] = useState<FoundStudent | null>(null);
  const [chosen, setChosen] = useState('');
  const courses = student?.courses ?? [];
  const course = courses.find(({ courseId }) => courseId === chosen) ?? courses[0];
  const amount = heldWords(suspense);
  const name = student === null ? '' : personName(student);
  return (
    <TaskDialog
      title={`Claim ${amount}`}
      onClose={onClose}
      isComplete={student !== null && course !== undefined}
      form={showsProblems => (
        <>
          <p className="muted small">
            Payment <code>{suspense.paymentId}</code>
          </p>
          <AccountPicker
            label="Whose money it is"
            picked={student}
            onPick={setStudent}
            initialText={suspense.namedOwner?.userId ?? ''}
            problem={showsProblems && student === null ? 'Please choose somebody.' : undefined}
          />
          {student !== null && (
            <SelectField
              label="Course"
              value={course?.courseId ?? ''}
              onText={setChosen}
              options={courses.map(({ courseId, courseTitle, amountDue, currency }) => ({
                value: courseId,
                label: `${courseTitle}, ${formatMoney({ amount: amountDue, currency })} due`,
              }))}
              problem={course === undefined ? 'This account is enrolled in no course.' : undefined}
            />
          )}
        </>
      )}
      summary={
        <p>
          <strong>{amount}</strong> is booked for <strong>{name}</strong>, course {course?.courseTitle}. A
          claim cannot be taken back; money that is too much can be returned.
        </p>
      }
      confirmLabel={`Claim ${amount} for ${name}`}
      look="danger"
      work={() =>
        seatbelt.claimSuspense({
          paymentId: suspense.paymentId,
          userId: student?.userId ?? '',
          courseId: course?.courseId ?? '',
        })
      }
      result={({ amountDue }) =>
        `Booked for ${name}. Still due: ${formatMoney({ amount: amountDue, currency: course?.currency ?? suspense.currency })}.`
      }
    />
  );
}
