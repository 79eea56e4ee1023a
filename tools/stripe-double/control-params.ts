import type { StripeDoubleControl, SucceededPayment } from './control-types.ts';
import { invalidRequest } from './errors.ts';
import type { ApiFault } from './faults.ts';
import { mergeMetadata } from './metadata.ts';
import {
  isRecord,
  missing,
  optionalBoolean,
  optionalChoice,
  optionalGroup,
  optionalInteger,
  optionalList,
  optionalText,
  type Params,
  paramName,
  refuseUnknown,
  requiredInteger,
  requiredText,
} from './params.ts';

type Input<Name extends keyof StripeDoubleControl> = NonNullable<Parameters<StripeDoubleControl[Name]>[0]>;

/** Leaves out what is undefined, so that defaults and «stays as it is» apply. */
function given<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function requiredChoice<Choice extends string>(
  params: Params,
  name: string,
  choices: readonly Choice[],
): Choice {
  const choice = optionalChoice(params, name, choices);
  if (choice === undefined) throw missing(params, name);
  return choice;
}

export function readDelivery(params: Params): Input<'setDelivery'> {
  const numbers = ['duplicates', 'shuffleWindowMs', 'delayMs', 'loseEvery', 'loseNext'] as const;
  const switches = ['shuffle', 'hold', 'sameSecond'] as const;
  refuseUnknown(params, [...numbers, ...switches]);
  return given({
    duplicates: optionalInteger(params, 'duplicates'),
    shuffleWindowMs: optionalInteger(params, 'shuffleWindowMs'),
    delayMs: optionalInteger(params, 'delayMs'),
    loseEvery: optionalInteger(params, 'loseEvery'),
    loseNext: optionalInteger(params, 'loseNext'),
    shuffle: optionalBoolean(params, 'shuffle'),
    hold: optionalBoolean(params, 'hold'),
    sameSecond: optionalBoolean(params, 'sameSecond'),
  });
}

export function readFlush(params: Params): Input<'flush'> {
  refuseUnknown(params, ['timeoutMs']);
  return given({ timeoutMs: optionalInteger(params, 'timeoutMs') });
}

export function readEventIds(params: Params): readonly string[] {
  const ids = optionalList(params, 'eventIds');
  if (ids === undefined) throw missing(params, 'eventIds');
  return ids.filter(id => typeof id === 'string');
}

export function readDeliverEvents(params: Params): Input<'deliverEvents'> {
  refuseUnknown(params, ['eventIds', 'concurrency', 'copies']);
  const limits = {
    concurrency: optionalInteger(params, 'concurrency'),
    copies: optionalInteger(params, 'copies'),
  };
  return { eventIds: readEventIds(params), ...given(limits) };
}

export function readWebhook(params: Params): Input<'setWebhook'> {
  refuseUnknown(params, ['url', 'secret']);
  return {
    url: requiredText(params, 'url'),
    ...given({ secret: optionalText(params, 'secret') ?? undefined }),
  };
}

export function readFaultOrder(params: Params): Input<'injectFault'> {
  refuseUnknown(params, ['fault', 'count', 'method', 'pathPrefix']);
  const fault = optionalGroup(params, 'fault');
  if (fault === undefined) throw missing(params, 'fault');
  return {
    fault: readFault(fault),
    ...given({
      count: optionalInteger(params, 'count'),
      method: optionalText(params, 'method') ?? undefined,
      pathPrefix: optionalText(params, 'pathPrefix') ?? undefined,
    }),
  };
}

function readFault(params: Params): ApiFault {
  const kind = requiredChoice(params, 'kind', ['refuse', 'loseAnswer', 'delay']);
  switch (kind) {
    case 'refuse':
      return {
        kind,
        status: readFaultStatus(params),
        remembered: optionalBoolean(params, 'remembered') ?? false,
      };
    case 'loseAnswer':
      return { kind, how: requiredChoice(params, 'how', ['reset', 'hang', 'gatewayError']) };
    case 'delay':
      return { kind, delayMs: requiredInteger(params, 'delayMs') };
  }
}

function readFaultStatus(params: Params): 402 | 429 | 500 | 503 {
  const status = requiredInteger(params, 'status');
  if (status === 402 || status === 429 || status === 500 || status === 503) return status;
  throw invalidRequest({
    message: 'status must be 402, 429, 500 or 503.',
    param: paramName(params, 'status'),
  });
}

export function readConfirm(params: Params): Input<'confirmPayment'> {
  refuseUnknown(params, ['paymentIntentId', 'paymentMethod']);
  return {
    paymentIntentId: requiredText(params, 'paymentIntentId'),
    paymentMethod: requiredText(params, 'paymentMethod'),
  };
}

export function readPayCheckout(params: Params): Input<'payCheckout'> {
  refuseUnknown(params, ['sessionId', 'action']);
  return {
    sessionId: requiredText(params, 'sessionId'),
    action: requiredChoice(params, 'action', ['pay', 'bank', 'decline']),
  };
}

const OUTCOMES = ['succeeded', 'failed'] as const;

export function readSettlePayment(params: Params): Input<'settlePayment'> {
  refuseUnknown(params, ['paymentIntentId', 'outcome']);
  const paymentIntentId = requiredText(params, 'paymentIntentId');
  return { paymentIntentId, outcome: requiredChoice(params, 'outcome', OUTCOMES) };
}

export function readNewRefundStatus(params: Params): Input<'setNewRefundStatus'> {
  refuseUnknown(params, ['status']);
  return { status: requiredChoice(params, 'status', ['pending', 'succeeded']) };
}

export function readSettleRefund(params: Params): Input<'settleRefund'> {
  refuseUnknown(params, ['refundId', 'outcome', 'reason']);
  return {
    refundId: requiredText(params, 'refundId'),
    outcome: requiredChoice(params, 'outcome', OUTCOMES),
    ...given({ reason: optionalText(params, 'reason') ?? undefined }),
  };
}

export function readCreateDispute(params: Params): Input<'createDispute'> {
  refuseUnknown(params, ['paymentIntentId', 'amount', 'reason', 'kind']);
  return {
    paymentIntentId: requiredText(params, 'paymentIntentId'),
    ...given({
      amount: optionalInteger(params, 'amount'),
      reason: optionalText(params, 'reason') ?? undefined,
      kind: optionalChoice(params, 'kind', ['dispute', 'inquiry']),
    }),
  };
}

export function readCloseDispute(params: Params): Input<'closeDispute'> {
  refuseUnknown(params, ['disputeId', 'outcome']);
  const outcome = requiredChoice(params, 'outcome', ['won', 'lost', 'warning_closed']);
  return { disputeId: requiredText(params, 'disputeId'), outcome };
}

export function readSucceededPayments(params: Params): Input<'createSucceededPayments'> {
  refuseUnknown(params, ['payments']);
  const payments = optionalList(params, 'payments') ?? [];
  return { payments: payments.map((values, index) => readPayment({ values, path: `payments[${index}]` })) };
}

function readPayment({ values, path }: { values: unknown; path: string }): SucceededPayment {
  if (!isRecord(values)) throw invalidRequest({ message: `Invalid payment: ${path}`, param: path });
  const params: Params = { values, path };
  refuseUnknown(params, ['amount', 'currency', 'customer', 'metadata']);
  return {
    amount: requiredInteger(params, 'amount'),
    metadata: mergeMetadata(params),
    ...given({
      currency: optionalText(params, 'currency') ?? undefined,
      customer: optionalText(params, 'customer') ?? undefined,
    }),
  };
}
