import type { Work } from '../protocol.ts';
import { FieldValue, openDefaultClient } from '../sdk.ts';
import { paymentAmount, paymentsOf } from './payment.ts';
import { type PeerDocuments, peerDocumentsOf } from './peer-documents.ts';
import type { Subject } from './subject.ts';

/** The original design: one atomic batch a payment, which adds to the enrollment without reading it. */
export function incrementBatch(): Subject {
  const db = openDefaultClient();
  const pay = async (documents: PeerDocuments): Promise<string> => {
    const batch = db.batch();
    batch.create(db.doc(documents.eventPath), documents.event);
    batch.create(db.doc(documents.entryPath), documents.entry);
    batch.update(db.doc(documents.enrollmentPath), {
      amountPaid: FieldValue.increment(paymentAmount),
      amountDue: FieldValue.increment(-paymentAmount),
    });
    await batch.commit();
    return 'applied';
  };
  return {
    prepare: (work: Work) => paymentsOf(work).map(payment => pay.bind(undefined, peerDocumentsOf(payment))),
    counts: () => ({}),
  };
}
