import { z } from 'zod';

/**
 * One segment of a Firestore path. Anything else could walk into another collection (`a/b/c`), or fail only
 * at the RPC (`..`, `__x__`), after we believed it.
 */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, 'must be 1 to 128 letters, digits, _ or -')
  .refine(value => !/^__.*__$/.test(value), 'must not be a reserved name')
  .brand<'Id'>();
export type Id = z.infer<typeof Id>;

/** Made by the client before its first try and sent again with every retry of the same intent. */
export const RequestId = z
  .uuid('must be a UUID made by the client')
  .transform(value => value.toLowerCase())
  .pipe(Id);
