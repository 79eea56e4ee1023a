import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  readCloseDispute,
  readConfirm,
  readCreateDispute,
  readDeliverEvents,
  readDelivery,
  readEventIds,
  readFaultOrder,
  readFlush,
  readNewRefundStatus,
  readPayCheckout,
  readSettlePayment,
  readSettleRefund,
  readSucceededPayments,
  readWebhook,
} from './control-params.ts';
import type { StripeDoubleControl } from './control-types.ts';
import { invalidRequest, StripeApiError } from './errors.ts';
import { BODY_LIMITS, readBody, sendJson } from './http.ts';
import { isRecord, type Params, requiredInteger } from './params.ts';

export const CONTROL_PATH = '/_double/';

type Operation = (control: StripeDoubleControl, params: Params) => Promise<object>;

const OPERATIONS: Readonly<Record<keyof StripeDoubleControl, Operation>> = {
  setDelivery: (control, params) => control.setDelivery(readDelivery(params)),
  release: control => control.release(),
  flush: (control, params) => control.flush(readFlush(params)),
  resendEvents: (control, params) => control.resendEvents({ eventIds: readEventIds(params) }),
  deliverEvents: (control, params) => control.deliverEvents(readDeliverEvents(params)),
  deliveries: control => control.deliveries(),
  setWebhook: (control, params) => control.setWebhook(readWebhook(params)),
  injectFault: (control, params) => control.injectFault(readFaultOrder(params)),
  clearFaults: control => control.clearFaults(),
  expireIdempotencyKeys: control => control.expireIdempotencyKeys(),
  advanceClock: (control, params) => control.advanceClock({ seconds: requiredInteger(params, 'seconds') }),
  confirmPayment: (control, params) => control.confirmPayment(readConfirm(params)),
  payCheckout: (control, params) => control.payCheckout(readPayCheckout(params)),
  settlePayment: (control, params) => control.settlePayment(readSettlePayment(params)),
  setNewRefundStatus: (control, params) => control.setNewRefundStatus(readNewRefundStatus(params)),
  settleRefund: (control, params) => control.settleRefund(readSettleRefund(params)),
  createDispute: (control, params) => control.createDispute(readCreateDispute(params)),
  closeDispute: (control, params) => control.closeDispute(readCloseDispute(params)),
  createSucceededPayments: (control, params) =>
    control.createSucceededPayments(readSucceededPayments(params)),
  state: control => control.state(),
  reset: control => control.reset(),
};

/** `createDispute` → `/_double/create-dispute` */
export function operationPath(name: string): string {
  return CONTROL_PATH + name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

const BY_PATH = new Map(
  Object.entries(OPERATIONS).map(([name, operation]) => [operationPath(name), operation]),
);

/** One request to the control API: JSON in, JSON out. */
export async function handleControl(
  control: StripeDoubleControl,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const operation = BY_PATH.get(pathname);
    if (operation === undefined)
      return sendJson(response, { status: 404, value: unknownOperation(pathname) });
    const params = await readJson(request);
    sendJson(response, { status: 200, value: await operation(control, params) });
  } catch (error) {
    const status = error instanceof StripeApiError ? error.status : 500;
    const body = error instanceof StripeApiError ? error.body : { message: String(error) };
    sendJson(response, { status, value: { error: body } });
  }
}

function unknownOperation(path: string): object {
  return { error: { message: `No such operation: ${path}. There are: ${[...BY_PATH.keys()].join(', ')}` } };
}

async function readJson(request: IncomingMessage): Promise<Params> {
  const text = await readBody(request, { limitBytes: BODY_LIMITS.control });
  if (text === '') return { values: {}, path: '' };
  // A page in a browser cannot send this type elsewhere without asking, so no web page can steer the double.
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw invalidRequest({ message: 'Send the parameters as application/json.' });
  }
  const values: unknown = parseJson(text);
  if (isRecord(values)) return { values, path: '' };
  throw invalidRequest({ message: 'The parameters must be one JSON object.' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidRequest({ message: `Not valid JSON: ${String(error)}` });
  }
}
