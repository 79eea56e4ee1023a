import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice, Refusal } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';

type Step<Outcome> = { kind: 'form' } | { kind: 'confirm' } | { kind: 'done'; outcome: Outcome };

export interface Task<Outcome> {
  readonly title: string;
  /** What is asked; problems are shown from the first try to go on. */
  readonly form: (showsProblems: boolean) => ReactNode;
  readonly isComplete: boolean;
  /** What will happen, said once more before it does; without it the form's own button does it. */
  readonly summary?: ReactNode;
  /** Says what it does, with the amount or the name. */
  readonly confirmLabel: string;
  readonly look?: 'primary' | 'danger';
  readonly work: () => Promise<Outcome>;
  readonly result: (outcome: Outcome) => ReactNode;
  /** What more is to be said of a refusal: a way on, where there is one. */
  readonly afterRefusal?: (error: Error) => ReactNode;
  readonly onClose: () => void;
  /** Once the result was read and closed. */
  readonly onDone?: () => void;
}

/** Something staff do: what is asked, what will happen, what came of it. It cannot be left while it is under way. */
export function TaskDialog<Outcome>(task: Task<Outcome>): ReactNode {
  const [step, setStep] = useState<Step<Outcome>>({ kind: 'form' });
  const [showsProblems, setShowsProblems] = useState(false);
  const action = useAction(async () => {
    const outcome = await task.work();
    setStep({ kind: 'done', outcome });
  });
  const close = (): void => {
    task.onClose();
    if (step.kind === 'done') task.onDone?.();
  };
  const goOn = (): void => {
    setShowsProblems(true);
    if (!task.isComplete) return;
    if (task.summary !== undefined && step.kind === 'form') setStep({ kind: 'confirm' });
    else action.run();
  };
  const back = (): void => {
    action.reset();
    setStep({ kind: 'form' });
  };
  return (
    <Dialog title={task.title} {...(action.isRunning ? {} : { onClose: close })}>
      <StepBody
        key={step.kind}
        step={step}
        task={task}
        showsProblems={showsProblems}
        onGoOn={goOn}
        onClose={close}
      >
        {action.error !== null && <Refusal error={action.error} audience="staff" />}
        {action.error !== null && task.afterRefusal?.(action.error)}
        {action.isSlow && <Notice>Still at it. Nothing happens twice, however long it takes.</Notice>}
        <div className="row">
          {step.kind === 'confirm' && (
            <Button look="quiet" onPress={back} isDisabled={action.isRunning}>
              Back
            </Button>
          )}
          <Button look="quiet" onPress={task.onClose} isDisabled={action.isRunning}>
            Cancel
          </Button>
          {task.summary !== undefined && step.kind === 'form' ? (
            <Button look="primary" type="submit">
              Continue
            </Button>
          ) : (
            <Button look={task.look ?? 'primary'} type="submit" isBusy={action.isRunning}>
              {task.confirmLabel}
            </Button>
          )}
        </div>
      </StepBody>
    </Dialog>
  );
}

/** A new step takes the focus, or it would be lost with the button that led there. */
function StepBody<Outcome>(props: {
  step: Step<Outcome>;
  task: Task<Outcome>;
  showsProblems: boolean;
  onGoOn: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { step, task, showsProblems, onGoOn, onClose, children } = props;
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step.kind !== 'form') body.current?.focus();
  }, [step.kind]);
  if (step.kind === 'done')
    return (
      <div className="stack" ref={body} tabIndex={-1}>
        <Notice kind="good">{task.result(step.outcome)}</Notice>
        <div className="row">
          <Button look="primary" onPress={onClose}>
            Done
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        onGoOn();
      }}
    >
      <div className="stack" ref={body} tabIndex={-1}>
        {step.kind === 'confirm' ? task.summary : task.form(showsProblems)}
      </div>
      {children}
    </form>
  );
}
