import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { OutboxEntry } from './schema.ts';

/** @param id one that the trigger can read: composed of others it may be too long, so hash them or use `boundedId` */
export const outboxDoc = (id: Id): Doc<OutboxEntry> => ({ path: `outbox/${id}`, schema: OutboxEntry });
