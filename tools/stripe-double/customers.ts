import type { ApiCall, Core, Route } from './core.ts';
import { newId } from './ids.ts';
import { LIST_PARAMS, listPage, readCreatedFilter, readEqualsFilter } from './lists.ts';
import { mergeMetadata } from './metadata.ts';
import { optionalGroup, optionalText, type Params, refuseUnknown } from './params.ts';
import { lookUp } from './store.ts';
import type { Customer, EventRequest } from './types.ts';

const WRITABLE = ['address', 'description', 'email', 'metadata', 'name', 'phone', 'preferred_locales'];

/** The fields a request sets; what it does not name stays as it is. */
function changes(
  params: Params,
  current: Pick<Customer, 'description' | 'email' | 'name' | 'phone' | 'address'>,
) {
  const text = (name: 'description' | 'email' | 'name' | 'phone') => {
    const sent = optionalText(params, name);
    return sent === undefined ? current[name] : sent;
  };
  return {
    address: optionalGroup(params, 'address')?.values ?? current.address,
    description: text('description'),
    email: text('email'),
    name: text('name'),
    phone: text('phone'),
  };
}

const BLANK = { address: null, description: null, email: null, name: null, phone: null };

type Fields = Pick<Customer, 'address' | 'description' | 'email' | 'metadata' | 'name' | 'phone'>;

function recordCustomer(core: Core, { fields, origin }: { fields: Fields; origin: EventRequest }): Customer {
  const customer: Customer = {
    id: newId('cus'),
    object: 'customer',
    ...fields,
    balance: 0,
    created: core.clock.nowSeconds(),
    default_source: null,
    delinquent: false,
    livemode: false,
    preferred_locales: [],
    shipping: null,
  };
  core.store.customers.set(customer.id, customer);
  core.emit({ type: 'customer.created', object: customer, origin });
  return customer;
}

/** A customer made by the double itself, as a checkout page does for a guest. */
export function newCustomer(
  core: Core,
  { email, origin }: { email: string | null; origin: EventRequest },
): Customer {
  return recordCustomer(core, { fields: { ...BLANK, email, metadata: {} }, origin });
}

function create(core: Core, { params, origin }: ApiCall): Customer {
  refuseUnknown(params, WRITABLE);
  const fields = { ...changes(params, BLANK), metadata: mergeMetadata(params) };
  return recordCustomer(core, { fields, origin });
}

/** A customer that exists and has not been deleted. */
export function activeCustomer(core: Core, id: string): Customer {
  const from = { param: 'customer' };
  const customer = lookUp(core.store.customers, { kind: 'customer', id, from });
  return customer.deleted ? lookUp(new Map<string, Customer>(), { kind: 'customer', id, from }) : customer;
}

function retrieve(core: Core, { params, id }: ApiCall): object {
  refuseUnknown(params, []);
  const customer = lookUp(core.store.customers, { kind: 'customer', id, from: 'path' });
  return customer.deleted ? deletedAnswer(customer) : customer;
}

function update(core: Core, { params, id, origin }: ApiCall): Customer {
  refuseUnknown(params, WRITABLE);
  const customer = lookUp(core.store.customers, { kind: 'customer', id, from: 'path' });
  const before = structuredClone(customer);
  const metadata = mergeMetadata(params, customer.metadata);
  Object.assign(customer, changes(params, customer), { metadata });
  core.emit({
    type: 'customer.updated',
    object: customer,
    previousAttributes: changedFields(before, customer),
    origin,
  });
  return customer;
}

function changedFields(before: Customer, after: Customer): Record<string, unknown> {
  const now = new Map<string, unknown>(Object.entries(after));
  const changed = Object.entries(before).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(now.get(field)),
  );
  return Object.fromEntries(changed);
}

function deletedAnswer({ id }: Customer): object {
  return { id, object: 'customer', deleted: true };
}

function remove(core: Core, { id, origin }: ApiCall): object {
  const customer = lookUp(core.store.customers, { kind: 'customer', id, from: 'path' });
  if (!customer.deleted) {
    customer.deleted = true;
    core.emit({ type: 'customer.deleted', object: customer, origin });
  }
  return deletedAnswer(customer);
}

function list(core: Core, { params }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS, 'created', 'email']);
  const wasCreated = readCreatedFilter(params);
  const hasEmail = readEqualsFilter(params, 'email');
  return listPage({
    objects: core.store.customers,
    matches: customer => !customer.deleted && wasCreated(customer) && hasEmail(customer.email),
    params,
    url: '/v1/customers',
  });
}

export const customerRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/customers', handle: create },
  { method: 'GET', path: '/v1/customers', handle: list },
  { method: 'GET', path: '/v1/customers/:id', handle: retrieve },
  { method: 'POST', path: '/v1/customers/:id', handle: update },
  { method: 'DELETE', path: '/v1/customers/:id', handle: remove },
];
