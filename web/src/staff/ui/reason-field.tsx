import { type ReactNode, useState } from 'react';
import { TextAreaField } from './fields.tsx';

/** Why staff do something: kept with the action for good, and read by auditors. */
export function ReasonField(props: {
  reason: string;
  onReason: (reason: string) => void;
  problem?: string | undefined;
}): ReactNode {
  return (
    <TextAreaField
      label="Reason"
      hint="Kept with the action and read by auditors. No personal data, please."
      value={props.reason}
      onText={props.onReason}
      problem={props.problem}
    />
  );
}

/** The server asks as much where personal access or roles are at stake. */
export const WEIGHTY_REASON_LENGTH = 10;

/** The reason of a dialog, with its field. */
export function useReason({ atLeast = 1 }: { atLeast?: number } = {}) {
  const [text, setText] = useState('');
  const problem = reasonProblem({ reason: text, atLeast });
  return {
    reason: text.trim(),
    isGiven: problem === undefined,
    field: (showsProblems: boolean): ReactNode => (
      <ReasonField reason={text} onReason={setText} problem={showsProblems ? problem : undefined} />
    ),
  };
}

/** What is wrong with a reason. */
export function reasonProblem({
  reason,
  atLeast = 1,
}: {
  reason: string;
  atLeast?: number;
}): string | undefined {
  const { length } = reason.trim();
  if (length >= atLeast) return undefined;
  return atLeast > 1 ? `Please say why, in at least ${atLeast} characters.` : 'Please say why.';
}
