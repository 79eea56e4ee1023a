import { requireRole } from '../accounts/require-role.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError, refused } from '../platform/refusal.ts';
import { publicCheckAddress } from './check-address.ts';
import { certificatesOf } from './queries.ts';
import type { Certificate } from './schema.ts';
import { type CertificatePdfAnswer, GetCertificatePdfRequest } from './wire.ts';

/** The certificate to print: for its owner, or an administrator. One that is not valid any more says so across the page. */
export const getCertificatePdf = defineCallable({
  name: 'getCertificatePdf',
  request: GetCertificatePdfRequest,
  handler: async ({ uid, data }): Promise<CertificatePdfAnswer> => {
    const certificate = await findCertificate({ uid, data });
    // A font engine and its tables: loaded by whoever prints, not by every instance that starts.
    const { renderCertificate } = await import('./print/render-certificate.ts');
    const { serial } = certificate;
    const pdf = await renderCertificate({ certificate, checkAddress: publicCheckAddress(serial) });
    return { fileName: `certificate-${serial}.pdf`, pdfBase64: pdf.toString('base64') };
  },
});

async function findCertificate({
  uid,
  data,
}: {
  uid: Id;
  data: GetCertificatePdfRequest;
}): Promise<Certificate> {
  const { courseId, userId = uid, certificateId } = data;
  if (userId !== uid) await requireAdmin(uid);
  const { registrationId } = await pinsOf({ userId, courseId });
  const certificates = await certificatesOf(registrationId);
  const wanted =
    certificateId === undefined
      ? certificates.at(-1)
      : certificates.find(certificate => certificate.certificateId === certificateId);
  if (wanted === undefined) throw refused('CERTIFICATE_NOT_FOUND');
  return wanted;
}

/** Who is no administrator learns nothing of others, not even that there is something to be refused. */
async function requireAdmin(uid: Id): Promise<void> {
  try {
    await requireRole({ uid, roles: ['admin'] });
  } catch (error) {
    throw error instanceof RefusalError ? refused('NOT_FOUND') : error;
  }
}
