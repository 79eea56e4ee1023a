import type { ApiCall, Core, Route } from './core.ts';
import { closeDispute, disputeById, requireOpen, submitEvidence } from './dispute-flow.ts';
import { LIST_PARAMS, listPage, readCreatedFilter, readEqualsFilter } from './lists.ts';
import { mergeMetadata } from './metadata.ts';
import { optionalBoolean, optionalGroup, optionalText, refuseUnknown } from './params.ts';
import type { Dispute } from './types.ts';

function retrieve(core: Core, { params, id }: ApiCall): Dispute {
  refuseUnknown(params, []);
  return disputeById(core, id);
}

function update(core: Core, { params, id, origin }: ApiCall): Dispute {
  refuseUnknown(params, ['evidence', 'metadata', 'submit']);
  const dispute = disputeById(core, id);
  const evidence = optionalGroup(params, 'evidence');
  const metadata = mergeMetadata(params, dispute.metadata);
  if (evidence !== undefined) requireOpen(dispute);
  const { status } = dispute;
  dispute.metadata = metadata;
  if (evidence !== undefined) {
    for (const name of Object.keys(evidence.values))
      dispute.evidence[name] = optionalText(evidence, name) ?? '';
    // Like Stripe: evidence goes to the bank unless the request says to keep it as a draft.
    if (optionalBoolean(params, 'submit') ?? true) submitEvidence(dispute);
  }
  const previousAttributes = status === dispute.status ? {} : { status };
  core.emit({ type: 'charge.dispute.updated', object: dispute, previousAttributes, origin });
  return dispute;
}

/** Gives in: the dispute is lost. */
function close(core: Core, { params, id, origin }: ApiCall): Dispute {
  refuseUnknown(params, []);
  const dispute = disputeById(core, id);
  const outcome = dispute.status.startsWith('warning_') ? 'warning_closed' : 'lost';
  closeDispute(core, { dispute, outcome, origin });
  return dispute;
}

function list(core: Core, { params }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS, 'charge', 'created', 'payment_intent']);
  const wasCreated = readCreatedFilter(params);
  const isCharge = readEqualsFilter(params, 'charge');
  const isIntent = readEqualsFilter(params, 'payment_intent');
  return listPage({
    objects: core.store.disputes,
    matches: dispute => wasCreated(dispute) && isCharge(dispute.charge) && isIntent(dispute.payment_intent),
    params,
    url: '/v1/disputes',
  });
}

export const disputeRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/disputes', handle: list },
  { method: 'GET', path: '/v1/disputes/:id', handle: retrieve },
  { method: 'POST', path: '/v1/disputes/:id', handle: update },
  { method: 'POST', path: '/v1/disputes/:id/close', handle: close },
];
