import type { PolicyVersion } from '../catalog/schema.ts';
import { policyVersionDoc } from '../catalog/store.ts';
import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { type EnrollmentKey, enrollmentDoc } from './store.ts';

/** What an enrollment was sold under. None of it ever changes, so an instance asks for it once. */
export interface Pins {
  readonly policy: PolicyVersion;
  readonly timeZone: string;
  readonly registrationId: Id;
}

/** Enrollments and policies an instance remembers; the oldest go first. */
const CAPACITY = 20_000;

const known = new Map<string, Pins>();
const policies = new Map<string, PolicyVersion>();

/**
 * For endpoints that must know a policy or a time zone before they can name the documents to load. Two reads the
 * first time on an instance, none afterwards.
 * @throws RefusalError ENROLLMENT_NOT_FOUND
 */
export async function pinsOf(key: EnrollmentKey): Promise<Pins> {
  const { path } = enrollmentDoc(key);
  // Kept per project: tests and tools open several in one process.
  const name = `${process.env.GCLOUD_PROJECT}/${path}`;
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment === undefined) throw refused('ENROLLMENT_NOT_FOUND');
  const { policyId, policyVersion: version, timeZone, registrationId } = enrollment;
  const pins = { policy: await policyOf({ policyId, version }), timeZone, registrationId };
  remember({ map: known, name, value: pins });
  return pins;
}

async function policyOf(key: { policyId: Id; version: number }): Promise<PolicyVersion> {
  const name = `${process.env.GCLOUD_PROJECT}/${policyVersionDoc(key).path}`;
  const remembered = policies.get(name);
  if (remembered !== undefined) return remembered;
  const policy = await readDocument(policyVersionDoc(key));
  if (policy === undefined) throw new Error(`${policyVersionDoc(key).path} is pinned and does not exist.`);
  remember({ map: policies, name, value: policy });
  return policy;
}

function remember<T>({ map, name, value }: { map: Map<string, T>; name: string; value: T }): void {
  const oldest = map.size >= CAPACITY ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
  map.set(name, value);
}
