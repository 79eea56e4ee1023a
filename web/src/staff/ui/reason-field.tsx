import type { ReactNode } from 'react';
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

/** What is wrong with a reason; the server asks ten characters where personal access or roles are at stake. */
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
