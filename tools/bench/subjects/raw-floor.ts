import type { Work } from '../protocol.ts';
import { openDefaultClient } from '../sdk.ts';
import { paymentAmount, paymentsOf } from './payment.ts';
import { type PeerDocuments, peerDocumentsOf } from './peer-documents.ts';
import type { Subject } from './subject.ts';

/** The least that can be done: read the documents, write them, nothing guarded, nothing checked. */
export function rawFloor(): Subject {
  const db = openDefaultClient();
  const pay = async (documents: PeerDocuments): Promise<string> => {
    const event = db.doc(documents.eventPath);
    const entry = db.doc(documents.entryPath);
    const enrollment = db.doc(documents.enrollmentPath);
    const [, , current] = await db.getAll(event, entry, enrollment);
    const batch = db.batch();
    batch.create(event, documents.event);
    batch.create(entry, documents.entry);
    batch.update(enrollment, {
      ...current?.data(),
      amountPaid: Number(current?.get('amountPaid')) + paymentAmount,
      amountDue: Number(current?.get('amountDue')) - paymentAmount,
    });
    await batch.commit();
    return 'applied';
  };
  return {
    prepare: (work: Work) => paymentsOf(work).map(payment => pay.bind(undefined, peerDocumentsOf(payment))),
    counts: () => ({}),
  };
}
