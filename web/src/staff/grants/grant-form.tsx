import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { Refusal } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { ReasonField, reasonProblem } from '../ui/reason-field.tsx';
import { wholeNumber } from '../whole-number.ts';
import type { KeptGrant } from './kept-grants.ts';

const MAX_MINUTES = 60;
const REASON_LENGTH = 10;

/** Who asks names the student by id: an auditor may not look around among students. */
export function GrantForm({ onGranted }: { onGranted: (grant: KeptGrant) => void }): ReactNode {
  const { seatbelt } = usePage();
  const [params] = useSearchParams();
  const [userId, setUserId] = useState(params.get('userId') ?? '');
  const [courseId, setCourseId] = useState(params.get('courseId') ?? '');
  const [minutesText, setMinutesText] = useState('15');
  const [reason, setReason] = useState('');
  const [showsProblems, setShowsProblems] = useState(false);
  const minutes = wholeNumber({ text: minutesText, atMost: MAX_MINUTES });
  const problems = {
    userId: userId.trim() === '' ? 'Please enter the student’s id.' : undefined,
    courseId: courseId.trim() === '' ? 'Please enter the course’s id.' : undefined,
    minutes: minutes === undefined || minutes < 1 ? `Between 1 and ${MAX_MINUTES}.` : undefined,
    reason: reasonProblem({ reason, atLeast: REASON_LENGTH }),
  };
  const isComplete = Object.values(problems).every(problem => problem === undefined);
  const open = useAction(async () => {
    const wish = { userId: userId.trim(), courseId: courseId.trim(), reason: reason.trim() };
    const { grantId, expiresAt } = await seatbelt.breakGlass({ ...wish, minutes: minutes ?? 1 });
    setReason('');
    setShowsProblems(false);
    onGranted({ ...wish, grantId, expiresAt });
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setShowsProblems(true);
        if (isComplete) open.run();
      }}
    >
      <div className="columns">
        <TextField
          label="Student’s user id"
          autoComplete="off"
          spellCheck={false}
          value={userId}
          onText={setUserId}
          problem={showsProblems ? problems.userId : undefined}
        />
        <TextField
          label="Course id"
          autoComplete="off"
          spellCheck={false}
          value={courseId}
          onText={setCourseId}
          problem={showsProblems ? problems.courseId : undefined}
        />
        <TextField
          label={`Minutes, at most ${MAX_MINUTES}`}
          inputMode="numeric"
          value={minutesText}
          onText={setMinutesText}
          problem={showsProblems ? problems.minutes : undefined}
        />
      </div>
      <ReasonField
        reason={reason}
        onReason={setReason}
        problem={showsProblems ? problems.reason : undefined}
      />
      {open.error !== null && <Refusal error={open.error} audience="staff" />}
      <div className="row">
        <Button look="danger" type="submit" isBusy={open.isRunning}>
          Open the record for {minutes ?? '…'} minutes
        </Button>
      </div>
    </form>
  );
}
