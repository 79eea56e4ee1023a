import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import type { FoundStudent } from '../api.ts';
import { personName } from '../person.ts';
import { AccountPicker } from '../ui/account-picker.tsx';
import { SelectField } from '../ui/fields.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { addDays, dateText } from './days.ts';
import { TermsFields } from './terms-fields.tsx';
import { useTermsForm } from './use-terms-form.ts';

const USUAL_DAYS = 180;
const USUAL_UNITS = '6';

const usualTerms = () => ({
  units: USUAL_UNITS,
  from: dateText(new Date()),
  to: dateText(addDays(new Date(), USUAL_DAYS)),
});

/** Hours of driving of one student with one instructor. */
export function CreateAuthorizationDialog(props: { onClose: () => void; onDone: () => void }): ReactNode {
  const { onClose, onDone } = props;
  const { seatbelt } = usePage();
  const parties = useParties();
  const [first] = useState(usualTerms);
  const terms = useTermsForm({ first, atLeast: 1 });
  const { totalUnits, validFrom, validTo, limits } = terms;
  return (
    <TaskDialog
      title="Authorize hours of driving"
      onClose={onClose}
      onDone={onDone}
      isComplete={parties.isComplete && terms.isComplete}
      form={showsProblems => (
        <>
          <PartyFields parties={parties} showsProblems={showsProblems} />
          <TermsFields
            form={terms}
            showsProblems={showsProblems}
            unitsLabel="Units"
            limitsHint="Leave empty what the policy says."
          />
        </>
      )}
      confirmLabel={`Authorize ${totalUnits} units`}
      work={() =>
        seatbelt.createAuthorization({ ...parties.wish, totalUnits, validFrom, validTo, ...limits })
      }
      result={() => `${parties.studentName} may drive ${totalUnits} units now.`}
    />
  );
}

/** Who drives, in which course, with whom. */
function useParties() {
  const [student, setStudent] = useState<FoundStudent | null>(null);
  const [instructor, setInstructor] = useState<FoundStudent | null>(null);
  const [chosenCourse, setChosenCourse] = useState('');
  const courses = student?.courses ?? [];
  const courseId = (courses.find(found => found.courseId === chosenCourse) ?? courses[0])?.courseId;
  return {
    ...{ student, setStudent, instructor, setInstructor, courses, courseId, setChosenCourse },
    studentName: student === null ? '' : personName(student),
    wish: {
      userId: student?.userId ?? '',
      courseId: courseId ?? '',
      instructorId: instructor?.userId ?? '',
    },
    isComplete: student !== null && instructor !== null && courseId !== undefined,
  };
}

function PartyFields(props: { parties: ReturnType<typeof useParties>; showsProblems: boolean }): ReactNode {
  const { parties, showsProblems } = props;
  const { student, instructor, courses, courseId } = parties;
  return (
    <>
      <AccountPicker
        label="Student"
        picked={student}
        onPick={parties.setStudent}
        problem={showsProblems && student === null ? 'Please choose a student.' : undefined}
      />
      {student !== null && (
        <SelectField
          label="Course"
          value={courseId ?? ''}
          onText={parties.setChosenCourse}
          options={courses.map(course => ({ value: course.courseId, label: course.courseTitle }))}
          problem={courseId === undefined ? 'This account is enrolled in no course.' : undefined}
        />
      )}
      <AccountPicker
        label="Instructor"
        picked={instructor}
        onPick={parties.setInstructor}
        problem={showsProblems && instructor === null ? 'Please choose an instructor.' : undefined}
      />
    </>
  );
}
