import { z } from 'zod';
import { Role } from '../accounts/schema.ts';
import { Id } from '../platform/ids.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Whoever runs a script of `scripts/` has the project's own credentials and no account. */
export const OPERATOR = 'operator';

/** As JSON text: what it holds is the command's own, and a map in the document could be of any depth. */
export const MAX_SNAPSHOT = 2_000;
const Snapshot = z.string().max(MAX_SNAPSHOT).nullable();

export const AuditOutcome = z.enum([
  /** Done, in the commit that holds this record. */
  'applied',
  /** Asked for and not done; `refusal` says why. */
  'refused',
  /** Something was read under a break-glass grant. */
  'read',
]);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** What the record says; ids and no personal data. */
export const AuditContent = z.object({
  /** The document's own name, so that two records cannot change places. */
  entryId: Id,
  chain: Id,
  at: z.date(),
  /** The callable's or the script's name. */
  action: z.string().min(1).max(64),
  requestId: Id.nullable(),
  /** With the role as it was in the very commit. */
  actor: z.object({ uid: Id, role: z.union([Role, z.literal(OPERATOR)]) }),
  subject: z.object({
    userId: Id.nullable(),
    courseId: Id.nullable(),
    /** The path of a document that is neither: an event, a grant. */
    document: z.string().max(500).nullable(),
  }),
  reason: z.string().max(500).nullable(),
  outcome: AuditOutcome,
  refusal: z.string().max(64).nullable(),
  before: Snapshot,
  after: Snapshot,
});
export type AuditContent = z.infer<typeof AuditContent>;

/** `auditLog/{entryId}`: a link of one of the chains; written once, by nobody ever changed. */
export const AuditRecord = AuditContent.extend({
  position: z.int().positive(),
  previousHash: Hash,
  hash: Hash,
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** `auditChains/{chain}`: where the chain ends. */
export const AuditChain = z.object({ length: z.int().min(0), hash: Hash });
export type AuditChain = z.infer<typeof AuditChain>;

/** `accessGrants/{grantId}`: somebody may read one student's records of one course, for minutes. */
export const AccessGrant = z.object({
  grantId: Id,
  /** Who may read. */
  uid: Id,
  userId: Id,
  courseId: Id,
  reason: z.string().max(500),
  grantedAt: z.date(),
  /** The first instant at which it is over. Believed by itself: nothing has to run for a grant to end. */
  expiresAt: z.date(),
  endedAt: z.date().nullable(),
  reads: z.int().min(0),
  lastReadAt: z.date().nullable(),
});
export type AccessGrant = z.infer<typeof AccessGrant>;
