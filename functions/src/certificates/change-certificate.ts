import { refuseWithoutRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import {
  apply,
  type Change,
  type Command,
  type Doc,
  fingerprintOf,
  type JsonObject,
  readDocument,
  toGuard,
  toWrite,
  type View,
} from '../commit/index.ts';
import { requestDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refused } from '../platform/refusal.ts';
import type { Certificate } from './schema.ts';
import { certificateDoc } from './store.ts';

/** What staff ask to be done with a certificate. */
interface StaffRequest {
  readonly certificateId: Id;
  readonly requestId: Id;
  readonly reason: string;
}

/** A change of one certificate by staff: the role is read in the very commit, the receipt is the student's. */
export function changeCommand<Outcome extends JsonObject>(input: {
  readonly operation: string;
  readonly uid: Id;
  readonly data: StaffRequest;
  readonly certificate: Certificate;
  /** Written besides the certificate itself. */
  readonly others: readonly Doc<object>[];
  readonly outcomeSchema: Command<Outcome>['outcomeSchema'];
  readonly decide: (view: View) => Refusal | { outcome: Outcome; changes: readonly Change[] };
}): Command<Outcome> {
  const { operation, uid, data, certificate, others, outcomeSchema, decide } = input;
  const { userId, courseId, certificateId } = certificate;
  const document = certificateDoc(certificateId);
  return {
    operation,
    aggregate: document.path,
    receipt: {
      doc: requestDoc({ key: { userId, courseId }, requestId: data.requestId }),
      fingerprint: fingerprintOf(operation, { ...data, by: uid }),
    },
    loads: [...[document, ...others].map(toWrite), toGuard(roleDoc(uid))],
    outcomeSchema,
    decide: view => {
      const refusal = refuseWithoutRole({ uid, roles: ['admin'] }, view);
      if (refusal !== undefined) return refusal;
      const decided = decide(view);
      return 'kind' in decided ? decided : apply(decided.outcome, decided.changes);
    },
  };
}

/** @throws RefusalError CERTIFICATE_NOT_FOUND */
export async function readCertificate(certificateId: Id): Promise<Certificate> {
  const certificate = await readDocument(certificateDoc(certificateId));
  if (certificate === undefined) throw refused('CERTIFICATE_NOT_FOUND');
  return certificate;
}
