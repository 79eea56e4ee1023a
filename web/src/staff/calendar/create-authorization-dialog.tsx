import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import type { FoundStudent } from '../api.ts';
import { personName } from '../person.ts';
import { AccountPicker } from '../ui/account-picker.tsx';
import { SelectField } from '../ui/fields.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { wholeNumber } from '../whole-number.ts';
import { addDays, dateText, dayOfText } from './days.ts';
import { LimitFields } from './limit-fields.tsx';
import { limitsOf, noLimits } from './limits.ts';
import { dayEnd } from './validity.ts';

const MAX_UNITS = 1_000;
const USUAL_DAYS = 180;

/** Hours of driving of one student with one instructor. */
export function CreateAuthorizationDialog(props: { onClose: () => void; onDone: () => void }): ReactNode {
  const { onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [student, setStudent] = useState<FoundStudent | null>(null);
  const [instructor, setInstructor] = useState<FoundStudent | null>(null);
  const [chosenCourse, setChosenCourse] = useState('');
  const [unitsText, setUnitsText] = useState('6');
  const [fromText, setFromText] = useState(() => dateText(new Date()));
  const [toText, setToText] = useState(() => dateText(addDays(new Date(), USUAL_DAYS)));
  const [limitTexts, setLimitTexts] = useState(noLimits);
  const courses = student?.courses ?? [];
  const courseId = (courses.find(found => found.courseId === chosenCourse) ?? courses[0])?.courseId;
  const totalUnits = wholeNumber({ text: unitsText, atMost: MAX_UNITS });
  const from = dayOfText(fromText);
  const lastDay = dayOfText(toText);
  const limits = limitsOf(limitTexts);
  const problems = {
    student: student === null ? 'Please choose a student.' : undefined,
    instructor: instructor === null ? 'Please choose an instructor.' : undefined,
    course: student !== null && courseId === undefined ? 'This account is enrolled in no course.' : undefined,
    units: totalUnits === undefined || totalUnits < 1 ? `Between 1 and ${MAX_UNITS}.` : undefined,
    days:
      from === undefined || lastDay === undefined || lastDay < from
        ? 'The last day must not be before the first.'
        : undefined,
    limits: limits === undefined ? 'Whole numbers from 1 on, or nothing.' : undefined,
  };
  const isComplete = Object.values(problems).every(problem => problem === undefined);
  const name = student === null ? '' : personName(student);
  return (
    <TaskDialog
      title="Authorize hours of driving"
      onClose={onClose}
      onDone={onDone}
      isComplete={isComplete}
      form={showsProblems => {
        const shown = showsProblems ? problems : undefined;
        return (
          <>
            <AccountPicker label="Student" picked={student} onPick={setStudent} problem={shown?.student} />
            {student !== null && (
              <SelectField
                label="Course"
                value={courseId ?? ''}
                onText={setChosenCourse}
                options={courses.map(course => ({ value: course.courseId, label: course.courseTitle }))}
                problem={problems.course}
              />
            )}
            <AccountPicker
              label="Instructor"
              picked={instructor}
              onPick={setInstructor}
              problem={shown?.instructor}
            />
            <div className="columns">
              <TextField
                label="Units"
                inputMode="numeric"
                value={unitsText}
                onText={setUnitsText}
                problem={shown?.units}
              />
              <TextField label="First day" type="date" value={fromText} onText={setFromText} />
              <TextField
                label="Last day"
                type="date"
                value={toText}
                onText={setToText}
                problem={shown?.days}
              />
            </div>
            <LimitFields
              texts={limitTexts}
              onTexts={setLimitTexts}
              hint="Leave empty what the policy says."
              problem={shown?.limits}
            />
          </>
        );
      }}
      confirmLabel={`Authorize ${totalUnits ?? 0} units`}
      work={() =>
        seatbelt.createAuthorization({
          userId: student?.userId ?? '',
          courseId: courseId ?? '',
          instructorId: instructor?.userId ?? '',
          totalUnits: totalUnits ?? 0,
          validFrom: (from ?? new Date(0)).toISOString(),
          validTo: dayEnd.of(lastDay ?? new Date(0)).toISOString(),
          ...(limits === undefined || Object.keys(limits).length === 0 ? {} : { limits }),
        })
      }
      result={() => `${name} may drive ${totalUnits ?? 0} units now.`}
    />
  );
}
