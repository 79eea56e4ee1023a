import type { ApiCall, Core, Route } from './core.ts';
import { invalidRequest } from './errors.ts';
import { LIST_PARAMS, listPage, readCreatedFilter } from './lists.ts';
import { optionalBoolean, optionalList, optionalText, type Params, refuseUnknown } from './params.ts';
import { lookUp } from './store.ts';
import type { StripeEvent } from './types.ts';

/** The filter of `type` (with `*` at the end for a group) or `types[]`. */
function readTypeFilter(params: Params): (type: string) => boolean {
  const one = optionalText(params, 'type');
  const many = optionalList(params, 'types');
  if (typeof one === 'string' && many !== undefined) {
    throw invalidRequest({ message: 'Send type or types, not both.', param: 'types' });
  }
  if (typeof one === 'string' && one.endsWith('*')) return type => type.startsWith(one.slice(0, -1));
  if (typeof one === 'string') return type => type === one;
  return type => many === undefined || many.includes(type);
}

function list(core: Core, { params }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS, 'created', 'delivery_success', 'type', 'types']);
  const wasCreated = readCreatedFilter(params);
  const isWanted = readTypeFilter(params);
  const delivered = optionalBoolean(params, 'delivery_success');
  return listPage({
    objects: core.store.events,
    matches: event =>
      wasCreated(event) &&
      isWanted(event.type) &&
      (delivered === undefined || delivered === (event.pending_webhooks === 0)),
    params,
    url: '/v1/events',
  });
}

function retrieve(core: Core, { params, id }: ApiCall): StripeEvent {
  refuseUnknown(params, []);
  return lookUp(core.store.events, { kind: 'event', id, from: 'path' });
}

export const eventRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/events', handle: list },
  { method: 'GET', path: '/v1/events/:id', handle: retrieve },
];
