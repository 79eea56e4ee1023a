import type { Doc } from '../commit/index.ts';
import { OutboxEntry } from './schema.ts';

export const outboxDoc = (id: string): Doc<OutboxEntry> => ({ path: `outbox/${id}`, schema: OutboxEntry });
