import { z } from 'zod';

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * An instant as a client sends it: ISO 8601 with `Z` or an offset. What is none is not compared with others any more:
 * the one field that is wrong is blamed.
 */
export const Instant = z.iso
  .datetime({ offset: true, abort: true })
  .max(40, { abort: true })
  .transform(text => new Date(text))
  .refine(date => date.getTime() >= EARLIEST && date.getTime() < LATEST, {
    error: 'must lie between 2000 and 2100',
    abort: true,
  });
