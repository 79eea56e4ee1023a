import { promoteWaitlisted } from '../enrollments/promote-waitlisted.ts';
import type { OutboxEntry } from '../outbox/schema.ts';
import { refundOverpayment } from '../payments/refund-overpayment.ts';
import { deleteSignIn } from '../people/delete-sign-in.ts';
import { mirrorRole } from '../people/mirror-role.ts';
import type { Id } from '../platform/ids.ts';

/**
 * Which room carries out which effect. The rooms know nothing of this list, so that none depends on another only
 * because both have effects; a kind that is missing here does not compile.
 */
export async function carryOut({ id, entry }: { id: Id; entry: OutboxEntry }): Promise<void> {
  switch (entry.kind) {
    case 'promoteWaitlisted':
      await promoteWaitlisted({ courseId: entry.courseId });
      return;
    case 'refundOverpayment':
      return refundOverpayment({ id, entry });
    case 'mirrorRole':
      return mirrorRole({ userId: entry.userId });
    case 'deleteSignIn':
      return deleteSignIn({ userId: entry.userId });
    default:
      return unknownKind(entry);
  }
}

function unknownKind(entry: never): never {
  throw new Error(`No room carries out ${JSON.stringify(entry)}.`);
}
