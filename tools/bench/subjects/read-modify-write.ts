import type { Work } from '../protocol.ts';
import { openDefaultClient } from '../sdk.ts';
import { paymentAmount, paymentsOf } from './payment.ts';
import { type PeerDocuments, peerDocumentsOf } from './peer-documents.ts';
import type { Subject } from './subject.ts';

/**
 * What is written first and works on the first day: read the balance, add to it, write it back, without any
 * precondition. Whoever read the same balance writes over the other's payment, and nobody is told.
 */
export function readModifyWrite(): Subject {
  const db = openDefaultClient();
  const pay = async (documents: PeerDocuments): Promise<string> => {
    const enrollment = db.doc(documents.enrollmentPath);
    const current = await enrollment.get();
    const batch = db.batch();
    batch.create(db.doc(documents.eventPath), documents.event);
    batch.create(db.doc(documents.entryPath), documents.entry);
    batch.update(enrollment, {
      amountPaid: Number(current.get('amountPaid')) + paymentAmount,
      amountDue: Number(current.get('amountDue')) - paymentAmount,
    });
    await batch.commit();
    return 'applied';
  };
  return {
    prepare: (work: Work) => paymentsOf(work).map(payment => pay.bind(undefined, peerDocumentsOf(payment))),
    counts: () => ({}),
  };
}
