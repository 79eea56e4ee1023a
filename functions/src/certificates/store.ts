import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { Certificate, CertificateSerial } from './schema.ts';

export const certificateDoc = (certificateId: Id): Doc<Certificate> => ({
  path: `certificates/${certificateId}`,
  schema: Certificate,
});

export const certificateSerialDoc = (serial: Id): Doc<CertificateSerial> => ({
  path: `certificateSerials/${serial}`,
  schema: CertificateSerial,
});
