import { Role } from '../accounts/schema.ts';
import { roleDoc } from '../accounts/store.ts';
import { note, staffAction } from '../audit/staff-action.ts';
import { readDocument } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError, refused, refuseField } from '../platform/refusal.ts';
import { courseIdsOf } from './queries.ts';
import { readAccountData } from './read-account-data.ts';
import { profileDoc } from './store.ts';
import { ExportAccountDataRequest } from './wire.ts';

/** All that is stored of an account, as JSON: of one's own, or as an admin of another's who asked by letter. */
export const exportAccountData = defineCallable({
  name: 'exportAccountData',
  request: ExportAccountDataRequest,
  handler: ({ uid, data }): Promise<object> => {
    const isOwn = data.userId === uid;
    const roles = isOwn ? Role.options : (['admin'] as const);
    const act = { uid, roles, action: 'exportAccountData', request: data };
    return staffAction(act, async submit => {
      if (!isOwn) {
        if (data.reason === undefined)
          throw new RefusalError(refuseField({ reason: 'REASON_REQUIRED', path: 'reason' }));
        await assertKnown(data.userId);
        await submit(note(act));
      }
      return readAccountData(data.userId);
    });
  },
});

async function assertKnown(userId: Id): Promise<void> {
  const [profile, role] = await Promise.all([
    readDocument(profileDoc(userId)),
    readDocument(roleDoc(userId)),
  ]);
  if (profile === undefined && role === undefined && (await courseIdsOf(userId)).length === 0)
    throw refused('ACCOUNT_NOT_FOUND');
}
