import { staffAction } from '../audit/staff-action.ts';
import { type Command, create, untilFresh, update } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemChance } from '../platform/chance.ts';
import type { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import { nextCertificateId, supersede } from './certificate.ts';
import { actOn, changeCommand, readCertificate } from './change-certificate.ts';
import type { Certificate } from './schema.ts';
import { newSerial } from './serial.ts';
import { certificateDoc, certificateSerialDoc } from './store.ts';
import { IssuedCertificate, SupersedeCertificateRequest } from './wire.ts';

/** Reads 4, writes 4: both certificates, the new serial, the request. */
export function supersedeCommand(input: {
  readonly uid: Id;
  readonly data: SupersedeCertificateRequest;
  readonly certificate: Certificate;
  readonly serial: Id;
}): Command<IssuedCertificate> {
  const { uid, data, certificate, serial } = input;
  const old = certificateDoc(certificate.certificateId);
  const successor = certificateDoc(nextCertificateId(certificate.certificateId));
  const serialEntry = certificateSerialDoc(serial);
  return changeCommand({
    operation: 'supersedeCertificate',
    ...{ uid, data, certificate },
    others: [successor, serialEntry],
    outcomeSchema: IssuedCertificate,
    decide: view => {
      if (view.get(serialEntry) !== undefined) return refuse('STALE_READ');
      const { studentName, reason } = data;
      const action = { by: uid, reason, at: view.now };
      const plan = supersede({ certificate: view.get(old), studentName, serial, action });
      if (plan.kind === 'refused') return plan;
      const { certificateId } = plan.successor;
      return {
        outcome: { certificateId, serial },
        changes: [
          update(old, plan.old),
          create(successor, plan.successor),
          create(serialEntry, { certificateId }),
        ],
      };
    },
  });
}

/** Issues a certificate again with the name as it should have been. The old one says that it was replaced. */
export const supersedeCertificate = defineCallable({
  name: 'supersedeCertificate',
  request: SupersedeCertificateRequest,
  handler: ({ uid, data }): Promise<IssuedCertificate & { replayed: boolean }> =>
    staffAction(actOn({ uid, data, action: 'supersedeCertificate' }), async submit => {
      const certificate = await readCertificate(data.certificateId);
      const prefix = certificate.serial.split('-')[0] ?? '';
      const { outcome, replayed } = await untilFresh({
        work: () => {
          const serial = newSerial({ prefix, draw: systemChance.integerBelow });
          return submit(supersedeCommand({ uid, data, certificate, serial }));
        },
      });
      return { ...outcome, replayed };
    }),
});
