import { type ReactNode, useState } from 'react';
import type { Enrollment } from '../../../../client/src/index.ts';
import { formatMoney } from '../../shared/format.ts';
import { fieldProblem } from '../../shared/refusals.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { useAction } from '../../shared/use-action.ts';
import { missingToOpen } from '../course/next-step.ts';
import { StudentRefusal } from '../layout/refusal.tsx';
import { checkAmount, moneyText } from './amount.ts';
import type { OpenedPayment } from './payment.ts';

interface Props {
  readonly enrollment: Enrollment;
  readonly onOpened: (payment: OpenedPayment) => void;
}

/** A part of any size, or all that is left. */
export function PaymentChoice({ enrollment, onOpened }: Props): ReactNode {
  const { courseId, amountDue, currency } = enrollment;
  const { seatbelt } = usePage();
  const rest = useAction(async () => onOpened(await seatbelt.payRemainingBalance({ courseId })));
  const part = useAction(async (amount: number) =>
    onOpened(await seatbelt.createPayment({ courseId, amount })),
  );
  const isBusy = rest.isRunning || part.isRunning;
  const payRest = (): void => {
    part.reset();
    rest.run();
  };
  return (
    <section className="card stack" aria-label="What to pay">
      <PartForm
        enrollment={enrollment}
        isBusy={isBusy}
        isRunning={part.isRunning}
        error={part.error}
        onPay={amount => {
          // All that is left is one payment for every tab, however it was asked for.
          if (amount === amountDue) return payRest();
          rest.reset();
          part.run(amount);
        }}
      />
      <div className="divider">or</div>
      <div className="row">
        <Button
          isBusy={rest.isRunning}
          isDisabled={isBusy}
          busyLabel="Opening the payment …"
          onPress={payRest}
        >
          Pay the rest
        </Button>
        <span className="number">{formatMoney({ amount: amountDue, currency })}</span>
      </div>
      <StudentRefusal error={rest.error ?? part.error} courseId={courseId} />
      {(rest.isSlow || part.isSlow) && (
        <p className="muted" role="status">
          This takes longer than usual. You can wait, or load the page again: nothing is paid twice.
        </p>
      )}
    </section>
  );
}

function PartForm(props: {
  enrollment: Enrollment;
  isBusy: boolean;
  isRunning: boolean;
  error: Error | null;
  onPay: (amount: number) => void;
}): ReactNode {
  const { enrollment, isBusy, isRunning, error, onPay } = props;
  const { amountDue: due, currency } = enrollment;
  const atLeast = missingToOpen(enrollment);
  const [text, setText] = useState(moneyText(atLeast === 0 ? due : atLeast));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const money = (amount: number): string => formatMoney({ amount, currency });
  return (
    <form
      className="stack narrow"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (isBusy) return;
        const entered = checkAmount({ text, atLeast, due, money });
        if (entered.kind === 'problem') return setProblem(entered.text);
        setProblem(undefined);
        onPay(entered.minorUnits);
      }}
    >
      <TextField
        label={`Amount in ${currency.toUpperCase()}`}
        hint={atLeast === 0 ? `Up to ${money(due)}.` : `From ${money(atLeast)} up to ${money(due)}.`}
        problem={problem ?? fieldProblem({ error, path: 'amount' })}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onText={setText}
      />
      <div>
        <Button
          type="submit"
          look="primary"
          isBusy={isRunning}
          isDisabled={isBusy}
          busyLabel="Opening the payment …"
        >
          {atLeast === 0 ? 'Pay this amount' : 'Pay deposit'}
        </Button>
      </div>
    </form>
  );
}
