import { invalidRequest } from './errors.ts';
import { newId } from './ids.ts';
import { checkAmount, readCurrency } from './money.ts';
import {
  isRecord,
  missing,
  optionalGroup,
  optionalInteger,
  optionalList,
  type Params,
  paramName,
  refuseUnknown,
  requiredInteger,
  requiredText,
} from './params.ts';
import type { LineItem } from './types.ts';

const MAXIMUM_ITEMS = 100;

function requiredGroup(params: Params, name: string): Params {
  const group = optionalGroup(params, name);
  if (group === undefined) throw missing(params, name);
  return group;
}

function readItem(params: Params): LineItem {
  refuseUnknown(params, ['price_data', 'quantity']);
  const price = requiredGroup(params, 'price_data');
  refuseUnknown(price, ['currency', 'product_data', 'tax_behavior', 'unit_amount']);
  const product = requiredGroup(price, 'product_data');
  refuseUnknown(product, ['description', 'images', 'metadata', 'name', 'tax_code']);
  const quantity = optionalInteger(params, 'quantity') ?? 1;
  const unitAmount = requiredInteger(price, 'unit_amount');
  if (quantity < 1 || unitAmount < 0) {
    throw invalidRequest({
      message: 'A line item has a quantity of 1 or more and no negative price.',
      param: params.path,
    });
  }
  return {
    id: newId('li'),
    object: 'item',
    amount_subtotal: unitAmount * quantity,
    amount_total: unitAmount * quantity,
    currency: readCurrency(price),
    description: requiredText(product, 'name'),
    quantity,
  };
}

/** What is sold: the items, their one currency and their sum in minor units. */
export type Basket = {
  readonly items: readonly LineItem[];
  readonly currency: string;
  readonly total: number;
};

/** The `line_items` of a checkout session; the double knows prices given in place (`price_data`) only. */
export function readBasket(params: Params): Basket {
  const sent = optionalList(params, 'line_items') ?? [];
  const items = sent.slice(0, MAXIMUM_ITEMS).map((values, index) => {
    const path = `${paramName(params, 'line_items')}[${index}]`;
    if (!isRecord(values)) throw invalidRequest({ message: `Invalid hash: ${path}`, param: path });
    return readItem({ values, path });
  });
  const [first] = items;
  if (first === undefined) throw missing(params, 'line_items');
  if (sent.length > MAXIMUM_ITEMS || items.some(item => item.currency !== first.currency)) {
    throw invalidRequest({
      message: `Up to ${MAXIMUM_ITEMS} line items, of one currency.`,
      param: 'line_items',
    });
  }
  const total = items.reduce((sum, item) => sum + item.amount_total, 0);
  checkAmount({ amount: total, currency: first.currency, param: 'line_items' });
  return { items, currency: first.currency, total };
}
