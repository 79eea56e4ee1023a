import { onDocumentWritten } from 'firebase-functions/firestore';
import '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { countSource } from './count-source.ts';

/** Counts a student's live certificates. */
export const onCertificateWritten = onDocumentWritten(
  { document: 'certificates/{certificateId}', retry: true },
  async ({ data, params }) => {
    // Its owner never changes; of a deleted one only the state before tells whose it was.
    const owner = Id.safeParse(data?.after.get('userId') ?? data?.before.get('userId'));
    if (!owner.success) return;
    await countSource({
      kind: 'certificate',
      userId: owner.data,
      certificateId: Id.parse(params.certificateId),
    });
  },
);
