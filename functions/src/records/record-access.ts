import type { Role } from '../accounts/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';

/**
 * Whether this caller may have this student's record. An auditor needs a grant, which says so; to everybody else
 * another student's record does not exist.
 */
export function refuseReader(input: { uid: Id; userId: Id; role: Role }): Refusal | undefined {
  if (input.uid === input.userId) return undefined;
  switch (input.role) {
    case 'admin':
      return undefined;
    case 'auditor':
      return refuse('GRANT_REQUIRED');
    case 'student':
    case 'instructor':
      return refuse('NOT_FOUND');
  }
}
