import { here } from './world.ts';

/** From now on events are kept back until they are delivered by hand, or by `deliverTheRest`. */
export async function holdEvents(): Promise<void> {
  await here().stripe.setDelivery({ hold: true });
}

/** The held events, oldest first. */
export async function heldEvents(): Promise<readonly { readonly eventId: string; readonly type: string }[]> {
  const { events } = await here().stripe.state();
  return events.filter(({ state }) => state === 'held');
}

/** Delivers held events of these types, one after the other, and tells what each was answered. */
export async function deliverFirst(...types: readonly string[]): Promise<readonly (number | null)[]> {
  const statuses: (number | null)[] = [];
  for (const type of types) {
    const event = (await heldEvents()).find(each => each.type === type);
    if (event === undefined) throw new Error(`No ${type} is held.`);
    const { results } = await here().stripe.deliverEvents({ eventIds: [event.eventId] });
    statuses.push(...results.map(({ status }) => status));
  }
  return statuses;
}

export async function deliverTheRest(): Promise<void> {
  await here().stripe.release();
  await here().stripe.flush();
}
