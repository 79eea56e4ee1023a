import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { Refusal } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { ReasonField } from '../ui/reason-field.tsx';
import type { KeptGrant } from './kept-grants.ts';
import { MAX_MINUTES, useGrantWish } from './use-grant-wish.ts';

/** Who asks names the student by id: an auditor may not look around among students. */
export function GrantForm({ onGranted }: { onGranted: (grant: KeptGrant) => void }): ReactNode {
  const { seatbelt } = usePage();
  const [params] = useSearchParams();
  const form = useGrantWish({ userId: params.get('userId') ?? '', courseId: params.get('courseId') ?? '' });
  const { wish } = form;
  const [showsProblems, setShowsProblems] = useState(false);
  const open = useAction(async () => {
    const { grantId, expiresAt } = await seatbelt.breakGlass(wish);
    form.set('reason')('');
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
        if (form.isComplete) open.run();
      }}
    >
      <GrantFields form={form} showsProblems={showsProblems} />
      {open.error !== null && <Refusal error={open.error} audience="staff" />}
      <div className="row">
        <Button look="danger" type="submit" isBusy={open.isRunning}>
          Open the record for {wish.minutes} minutes
        </Button>
      </div>
    </form>
  );
}

function GrantFields(props: { form: ReturnType<typeof useGrantWish>; showsProblems: boolean }): ReactNode {
  const { form, showsProblems } = props;
  const { texts, set, problems } = form;
  const shown = showsProblems ? problems : undefined;
  return (
    <>
      <div className="columns">
        <TextField
          label="Student’s user id"
          autoComplete="off"
          spellCheck={false}
          value={texts.userId}
          onText={set('userId')}
          problem={shown?.userId}
        />
        <TextField
          label="Course id"
          autoComplete="off"
          spellCheck={false}
          value={texts.courseId}
          onText={set('courseId')}
          problem={shown?.courseId}
        />
        <TextField
          label={`Minutes, at most ${MAX_MINUTES}`}
          inputMode="numeric"
          value={texts.minutes}
          onText={set('minutes')}
          problem={shown?.minutes}
        />
      </div>
      <ReasonField reason={texts.reason} onReason={set('reason')} problem={shown?.reason} />
    </>
  );
}
