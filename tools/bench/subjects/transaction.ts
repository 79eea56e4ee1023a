import type { Work } from '../protocol.ts';
import { openDefaultClient } from '../sdk.ts';
import { paymentAmount, paymentsOf } from './payment.ts';
import { type PeerDocuments, peerDocumentsOf } from './peer-documents.ts';
import type { Subject } from './subject.ts';

/** What most would write: read the balance in a transaction, write it back; the SDK tries five times. */
export function transaction(): Subject {
  const db = openDefaultClient();
  const pay = (documents: PeerDocuments): Promise<string> => {
    const event = db.doc(documents.eventPath);
    const entry = db.doc(documents.entryPath);
    const enrollment = db.doc(documents.enrollmentPath);
    return db.runTransaction(
      async open => {
        const [known, current] = await open.getAll(event, enrollment);
        if (known?.exists === true) return 'replayed';
        open.create(event, documents.event);
        open.create(entry, documents.entry);
        open.update(enrollment, {
          amountPaid: Number(current?.get('amountPaid')) + paymentAmount,
          amountDue: Number(current?.get('amountDue')) - paymentAmount,
        });
        return 'applied';
      },
      { maxAttempts: 5 },
    );
  };
  return {
    prepare: (work: Work) => paymentsOf(work).map(payment => pay.bind(undefined, peerDocumentsOf(payment))),
    counts: () => ({}),
  };
}
