import { randomUUID } from 'node:crypto';
import { readDocument } from '../../functions/src/commit/index.ts';
import { pinsOf } from '../../functions/src/enrollments/pins.ts';
import type { AccessStatus } from '../../functions/src/enrollments/schema.ts';
import { enrollmentDoc } from '../../functions/src/enrollments/store.ts';
import { RequestId } from '../../functions/src/platform/ids.ts';
import { RefusalError } from '../../functions/src/platform/refusal.ts';
import { release } from '../../functions/src/verification/release.ts';
import { unlockCommand } from '../../functions/src/verification/unlock-enrollment.ts';
import { exits } from '../shared/exits.ts';
import { operatorAct, operatorId, submitAsOperator } from '../shared/operator-act.ts';
import type { UnlockArguments } from './arguments.ts';

/** @throws RefusalError ENROLLMENT_NOT_FOUND, NOT_LOCKED */
export async function run(args: UnlockArguments): Promise<number> {
  const { userId, courseId } = args;
  const key = { userId, courseId };
  const { policy } = await pinsOf(key);
  const rules = policy.rules.challenges;
  const released = release({ enrollment: await readDocument(enrollmentDoc(key)), rules });
  // Refused in the commit and told there, if it is to be written.
  if (released.kind === 'refused' && args.mode === 'preview') throw new RefusalError(released);
  const cause = released.kind === 'refused' ? null : released.cause;
  if (args.mode === 'preview') {
    print({ args, cause, accessStatus: null });
    return exits.done;
  }
  const request = { ...key, reason: args.reason, requestId: RequestId.parse(randomUUID()) };
  const act = operatorAct({ action: 'unlockEnrollment', request });
  const { outcome } = await submitAsOperator(act, unlockCommand({ uid: operatorId, request, rules }));
  print({ args, cause, accessStatus: outcome.accessStatus });
  return exits.done;
}

interface Shown {
  readonly args: UnlockArguments;
  /** What it was locked for. */
  readonly cause: string | null;
  /** Afterwards; null while nothing was written. */
  readonly accessStatus: AccessStatus | null;
}

function print({ args, cause, accessStatus }: Shown): void {
  const { target, mode, format, userId, courseId } = args;
  if (format === 'json') {
    console.log(JSON.stringify({ target, mode, userId, courseId, cause, accessStatus }));
    return;
  }
  console.log(`${target}: ${userId} in ${courseId}: locked for ${cause}`);
  console.log(
    accessStatus === null
      ? 'Nothing was written. Run again with --apply.'
      : `Unlocked: access is ${accessStatus}.`,
  );
}
