import { type ReactNode, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';
import { clockText, secondsUntil, spokenTime } from './countdown.ts';
import { useNow } from './use-now.ts';

export interface ShownCheck {
  readonly challengeId: string;
  readonly prompt: string;
  readonly expiresAt: Date;
}

/** An identity check: one question, one answer, and the time that is left, seen and heard. */
export function CheckDialog(props: {
  check: ShownCheck;
  onAnswer: (answer: string) => Promise<void>;
  /** Where the check may be put off. */
  onLater?: () => void;
}): ReactNode {
  const { check, onAnswer, onLater } = props;
  const now = useNow(true);
  const [totalSeconds] = useState(() => secondsUntil({ at: check.expiresAt, now }));
  const secondsLeft = secondsUntil({ at: check.expiresAt, now });
  const [answer, setAnswer] = useState('');
  const send = useAction(() => onAnswer(answer));
  const isOver = secondsLeft === 0;
  return (
    <Dialog title="Is it you?" {...(onLater === undefined ? {} : { onClose: onLater })}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          send.run();
        }}
      >
        <p>Please answer as you did when the course began. Nothing is counted until then.</p>
        <TextField
          label={check.prompt}
          value={answer}
          maxLength={100}
          autoComplete="off"
          autoFocus
          onText={setAnswer}
        />
        <p>
          <span aria-hidden="true">Time left: </span>
          <strong className="number" aria-hidden="true">
            {clockText(secondsLeft)}
          </strong>
          <span className="visually-hidden" role="status">
            {spokenTime({ secondsLeft, totalSeconds: totalSeconds + 1 })}
          </span>
        </p>
        {isOver && <p>The time is over. Send your answer all the same to go on.</p>}
        <StudentRefusal error={send.error} />
        <div className="row">
          <Button type="submit" look="primary" isBusy={send.isRunning} busyLabel="Sending …">
            Send answer
          </Button>
          {onLater !== undefined && (
            <Button look="quiet" onPress={onLater}>
              Later
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
