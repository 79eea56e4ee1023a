import { z } from 'zod';
import { Enrollment, Identity, IdentityLock, OpenChallenge } from '../enrollments/schema.ts';

const IsoInstant = z.iso.datetime();

const ShownIdentity = Identity.extend({
  openChallenge: OpenChallenge.extend({ issuedAt: IsoInstant, expiresAt: IsoInstant }).nullable(),
  lastChallenge: Identity.shape.lastChallenge.unwrap().extend({ settledAt: IsoInstant }).nullable(),
  lock: IdentityLock.extend({ lockedAt: IsoInstant, until: IsoInstant.nullable() }).nullable(),
});

/** An enrollment as it is stored, but for instants, which are ISO 8601. */
export const ShownEnrollment = Enrollment.extend({
  registeredAt: IsoInstant,
  activatedAt: IsoInstant.nullable(),
  expiresAt: IsoInstant.nullable(),
  cancelledAt: IsoInstant.nullable(),
  completedAt: IsoInstant.nullable(),
  certifiedAt: IsoInstant.nullable(),
  identity: ShownIdentity,
});
export type ShownEnrollment = z.infer<typeof ShownEnrollment>;

export const shown = (enrollment: Enrollment): ShownEnrollment =>
  ShownEnrollment.parse(withIsoInstants(enrollment));

function withIsoInstants(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withIsoInstants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, withIsoInstants(item)]));
}
