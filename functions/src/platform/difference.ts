import { z } from 'zod';

/** One field that is not what it should be, as JSON: instants are ISO strings. */
export const Difference = z.object({ field: z.string(), stored: z.json(), recounted: z.json() });
export type Difference = z.infer<typeof Difference>;
