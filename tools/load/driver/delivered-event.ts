import { z } from 'zod';
import type { Acknowledgement } from '../acknowledgement.ts';

const Delivered = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    object: z.object({
      id: z.string().optional(),
      amount: z.int().optional(),
      metadata: z.record(z.string(), z.string()).optional(),
    }),
  }),
});
export type DeliveredEvent = z.infer<typeof Delivered>;

/** Reads as much of a delivery as a load wants to know of it. */
export const readDelivered = (body: string): DeliveredEvent => Delivered.parse(JSON.parse(body));

/** What a 200 promises: of money that came in for an enrollment, that it is booked or will be. */
export function acknowledgementOf({ id: eventId, type, data }: DeliveredEvent): Acknowledgement | undefined {
  const { id: paymentIntentId, amount, metadata = {} } = data.object;
  const { userId, courseId } = metadata;
  if (type !== 'payment_intent.succeeded' || paymentIntentId === undefined || amount === undefined)
    return undefined;
  if (userId === undefined || courseId === undefined) return undefined;
  return { kind: 'paid', userId, courseId, paymentIntentId, eventId, amount };
}
