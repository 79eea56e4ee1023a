import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { firstCertificateId } from './certificate.ts';
import type { Certificate } from './schema.ts';
import { certificateDoc, certificateSerialDoc } from './store.ts';

/** More corrections of one name than any school makes. */
const MAX_CORRECTIONS = 100;

/** Every certificate of a registration, in the order in which each took the place of the one before. */
export async function certificatesOf(registrationId: Id): Promise<readonly Certificate[]> {
  const found: Certificate[] = [];
  let next: Id | null = firstCertificateId(registrationId);
  while (next !== null && found.length <= MAX_CORRECTIONS) {
    const certificate: Certificate | undefined = await readDocument(certificateDoc(next));
    if (certificate === undefined) break;
    found.push(certificate);
    next = certificate.supersededBy;
  }
  return found;
}

/** The one that is valid now, or was last. */
export const latestCertificateOf = async (registrationId: Id): Promise<Certificate | undefined> =>
  (await certificatesOf(registrationId)).at(-1);

export async function certificateBySerial(serial: Id): Promise<Certificate | undefined> {
  const entry = await readDocument(certificateSerialDoc(serial));
  return entry === undefined ? undefined : readDocument(certificateDoc(entry.certificateId));
}
