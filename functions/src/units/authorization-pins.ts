import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import type { Authorization } from './schema.ts';
import { authorizationDoc } from './store.ts';

/** What an authorization was made with. None of it ever changes, so an instance asks for it once. */
export type AuthorizationPins = Pick<
  Authorization,
  'authorizationId' | 'studentId' | 'instructorId' | 'courseId'
>;

/** Authorizations an instance remembers; the oldest go first. */
const CAPACITY = 20_000;

const known = new Map<string, AuthorizationPins>();

/**
 * Whose authorization it is, and for which course: one read the first time on an instance, none afterwards.
 * @throws RefusalError AUTHORIZATION_NOT_FOUND
 */
export async function authorizationPins(authorizationId: Id): Promise<AuthorizationPins> {
  const doc = authorizationDoc(authorizationId);
  // Kept per project: tests and tools open several in one process.
  const name = `${process.env.GCLOUD_PROJECT}/${doc.path}`;
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const authorization = await readDocument(doc);
  if (authorization === undefined) throw refused('AUTHORIZATION_NOT_FOUND');
  const { studentId, instructorId, courseId } = authorization;
  const pins = { authorizationId, studentId, instructorId, courseId };
  const oldest = known.size >= CAPACITY ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  known.set(name, pins);
  return pins;
}
