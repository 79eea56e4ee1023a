import { defineCallable } from '../platform/callable.ts';
import { parkedEvents } from './event-queries.ts';
import { staffRead } from './staff-read.ts';
import { type ListParkedEventsAnswer, ListParkedEventsRequest } from './wire.ts';

/** As many as a page shows. */
const PAGE = 50;

/** Stripe's events that could not be applied and wait for a person, by name. */
export const listParkedEvents = defineCallable({
  name: 'listParkedEvents',
  request: ListParkedEventsRequest,
  handler: ({ uid, data }): Promise<ListParkedEventsAnswer> =>
    staffRead({ uid, roles: ['admin'], action: 'listParkedEvents', request: data }, async () => {
      const found = await parkedEvents({ after: data.after, limit: PAGE + 1 });
      const events = found.slice(0, PAGE);
      return { events, next: found.length > PAGE ? (events.at(-1)?.eventId ?? null) : null };
    }),
});
