import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { getCertificatePdf } from '../../../src/certificates/get-certificate-pdf.ts';
import { issueCertificate } from '../../../src/certificates/issue-certificate.ts';
import { revokeCertificate } from '../../../src/certificates/revoke-certificate.ts';
import { Certificate } from '../../../src/certificates/schema.ts';
import { certificateDoc } from '../../../src/certificates/store.ts';
import { supersedeCertificate } from '../../../src/certificates/supersede-certificate.ts';
import { IssuedCertificate, RevokedCertificate } from '../../../src/certificates/wire.ts';
import { readDocument } from '../../../src/commit/index.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { call } from '../call.ts';

const Replayable = z.object({ replayed: z.boolean() });
const Issued = IssuedCertificate.extend(Replayable.shape).strict();

export const admin = 'an-admin';

export async function issuing({ userId, courseId }: EnrollmentKey, requestId: string = randomUUID()) {
  return Issued.parse(await call(issueCertificate, { uid: userId, data: { courseId, requestId } }));
}

interface StaffWish {
  readonly certificateId: string;
  readonly by?: string;
  readonly requestId?: string;
}

export async function revoking({ certificateId, by = admin, requestId = randomUUID() }: StaffWish) {
  const data = { certificateId, reason: 'issued by mistake', requestId };
  return RevokedCertificate.extend(Replayable.shape).parse(await call(revokeCertificate, { uid: by, data }));
}

export async function superseding({
  certificateId,
  by = admin,
  requestId = randomUUID(),
  studentName = 'Anna Berg',
}: StaffWish & { studentName?: string }) {
  const data = { certificateId, studentName, reason: 'the name was misspelt', requestId };
  return Issued.parse(await call(supersedeCertificate, { uid: by, data }));
}

const Pdf = z.strictObject({ fileName: z.string(), pdfBase64: z.string() });

export async function printing({ as, ...data }: { as: string; courseId: string } & Record<string, string>) {
  const { fileName, pdfBase64 } = Pdf.parse(await call(getCertificatePdf, { uid: as, data }));
  return { fileName, pdf: Buffer.from(pdfBase64, 'base64') };
}

export async function certificateOf(certificateId: string): Promise<Certificate> {
  const certificate = await readDocument(certificateDoc(Id.parse(certificateId)));
  if (certificate === undefined) throw new Error(`${certificateId} does not exist`);
  return certificate;
}

export async function certificatesIn({ courseId }: EnrollmentKey): Promise<readonly Certificate[]> {
  const found = await firestore().collection('certificates').where('courseId', '==', courseId).get();
  return z.array(Certificate).parse(found.docs.map(document => plainOf(document.data())));
}

/** Serials that lead to one of these certificates. */
export async function serialsOf(certificates: readonly Certificate[]): Promise<readonly string[]> {
  const ids = certificates.map(({ certificateId }) => certificateId);
  const found = await firestore().collection('certificateSerials').where('certificateId', 'in', ids).get();
  return found.docs.map(({ id }) => id);
}
