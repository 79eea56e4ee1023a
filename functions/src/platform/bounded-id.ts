import { createHash } from 'node:crypto';
import { Id } from './ids.ts';

/**
 * An id composed of others, which are up to 128 characters long themselves: as it is where it fits, so that people can
 * read it, else told by its hash. The same name always gives the same id.
 * @param name letters, digits, `_` and `-`: `refund_pi_3Sb…`
 */
export function boundedId(name: string): Id {
  const asIs = Id.safeParse(name);
  if (asIs.success) return asIs.data;
  return Id.parse(`long_${createHash('sha256').update(name).digest('hex')}`);
}
