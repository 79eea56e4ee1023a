import { note, staffAction } from '../audit/staff-action.ts';
import { readDocument } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { refused } from '../platform/refusal.ts';
import { applyStoredEvent } from './apply-stored-event.ts';
import type { EventState } from './schema.ts';
import { stripeEventDoc } from './store.ts';
import { ReplayStripeEventRequest } from './wire.ts';

/** Tries a waiting, parked or ignored event again. One that is applied stays as it is: its document says so. */
export const replayStripeEvent = defineCallable({
  name: 'replayStripeEvent',
  request: ReplayStripeEventRequest,
  secrets: [stripeSecretKey],
  handler: ({ uid, data }): Promise<{ state: EventState; replayed: boolean }> => {
    const document = stripeEventDoc(data.eventId).path;
    const act = { uid, roles: ['admin'], action: 'replayStripeEvent', request: data, document } as const;
    return staffAction(act, async submit => {
      const record = await readDocument(stripeEventDoc(data.eventId));
      if (record === undefined) throw refused('EVENT_NOT_FOUND');
      if (record.state === 'applied') return { state: 'applied', replayed: true };
      await submit(note(act));
      return { state: await applyStoredEvent(record), replayed: false };
    });
  },
});
