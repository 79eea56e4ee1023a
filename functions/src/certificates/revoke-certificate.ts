import { requireRole } from '../accounts/require-role.ts';
import { type Command, lanes, update } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { revoke } from './certificate.ts';
import { changeCommand, readCertificate } from './change-certificate.ts';
import type { Certificate } from './schema.ts';
import { certificateDoc } from './store.ts';
import { RevokeCertificateRequest, RevokedCertificate } from './wire.ts';

/** Reads 2, writes 2. */
export function revokeCommand({
  uid,
  data,
  certificate,
}: {
  uid: Id;
  data: RevokeCertificateRequest;
  certificate: Certificate;
}): Command<RevokedCertificate> {
  const document = certificateDoc(certificate.certificateId);
  return changeCommand({
    operation: 'revokeCertificate',
    ...{ uid, data, certificate },
    others: [],
    outcomeSchema: RevokedCertificate,
    decide: view => {
      const action = { by: uid, reason: data.reason, at: view.now };
      const revoked = revoke({ certificate: view.get(document), action });
      if ('kind' in revoked) return revoked;
      const { certificateId, state } = revoked;
      return { outcome: { certificateId, state }, changes: [update(document, revoked)] };
    },
  });
}

/** Withdraws a certificate for good: its address answers from now on that it is not valid. */
export const revokeCertificate = defineCallable({
  name: 'revokeCertificate',
  request: RevokeCertificateRequest,
  handler: async ({ uid, data }): Promise<RevokedCertificate & { replayed: boolean }> => {
    await requireRole({ uid, roles: ['admin'] });
    const certificate = await readCertificate(data.certificateId);
    const { outcome, replayed } = await lanes().submit(revokeCommand({ uid, data, certificate }));
    return { ...outcome, replayed };
  },
});
