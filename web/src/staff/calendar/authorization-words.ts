import type { ListedAuthorization } from '../api.ts';

/** Whose hours they are: the name where the server tells it. */
export function studentOf(authorization: ListedAuthorization): string {
  const name: unknown = 'studentName' in authorization ? authorization.studentName : null;
  return typeof name === 'string' && name !== '' ? name : authorization.studentId;
}
