import { formatDuration, formatMoney } from '../../../shared/format.ts';
import type { TimelineItem, TimelineItemOf } from '../../api.ts';
import { actionWords, endingWords, ledgerWords, stateWords, type Tone, toneOf } from '../../words.ts';

/** What a thing is in a few words, and what more is to be said of it. */
export interface Description {
  readonly title: string;
  readonly detail: string;
}

export function describeItem(item: TimelineItem): Description {
  switch (item.kind) {
    case 'payment':
      return {
        title: `${ledgerWords(item.ledgerKind)} ${formatMoney({ amount: item.amount, currency: item.currency })}`,
        detail: item.paymentIntentId ?? item.id,
      };
    case 'session':
      return {
        title: `Studied ${formatDuration(item.creditedSeconds)}`,
        detail: joined([sessionState(item), item.device]),
      };
    case 'adjustment':
      return {
        title:
          item.seconds === 0 ? 'Hours set right by a recount' : `${formatDuration(-item.seconds)} taken back`,
        detail: item.cause,
      };
    case 'attempt':
      return {
        title: `${item.quizTitle}, attempt ${item.attemptNumber}`,
        detail: joined([stateWords(item.state), resultOf(item)]),
      };
    case 'challenge':
      return { title: `Identity check: ${challengeWords(item.state)}`, detail: item.questionId };
    case 'staffAction':
      return { title: actionWords(item.action), detail: joined([item.reason, `by ${item.by}`]) };
    case 'certificate':
      return { title: `Certificate ${stateWords(item.state).toLowerCase()}`, detail: item.serial };
  }
}

function sessionState({ endedAt, endReason, state }: TimelineItemOf<'session'>): string {
  if (endedAt === null) return `open, ${stateWords(state).toLowerCase()}`;
  return joined([stateWords(state), endReason === null ? '' : endingWords(endReason)]);
}

function resultOf({ percent, passed }: TimelineItemOf<'attempt'>): string {
  if (percent === null) return '';
  return `${percent} %, ${passed === true ? 'passed' : 'not passed'}`;
}

/** A check that is issued waits; one that expired had no answer, which counts as a wrong one. */
function challengeWords(state: TimelineItemOf<'challenge'>['state']): string {
  if (state === 'ISSUED') return 'waits for its answer';
  if (state === 'EXPIRED') return 'no answer';
  return stateWords(state).toLowerCase();
}

export function toneOfItem(item: TimelineItem): Tone {
  switch (item.kind) {
    case 'payment':
      return toneOfEntry(item.ledgerKind);
    case 'session':
      return item.endedAt === null ? 'good' : 'plain';
    case 'adjustment':
      return 'bad';
    case 'attempt':
      if (item.state === 'VOIDED') return 'plain';
      return item.passed === null ? 'warn' : item.passed ? 'good' : 'bad';
    case 'challenge':
      return item.state === 'ISSUED' ? 'warn' : toneOf(item.state);
    case 'staffAction':
      return 'plain';
    case 'certificate':
      return item.state === 'ISSUED' ? 'good' : 'bad';
  }
}

function toneOfEntry(ledgerKind: string): Tone {
  switch (ledgerKind) {
    case 'payment':
    case 'disputeWon':
    case 'disputeFundsReinstated':
      return 'good';
    case 'refund':
    case 'heldInSuspense':
      return 'warn';
    case 'refundFailed':
    case 'disputeOpened':
    case 'disputeFundsWithdrawn':
    case 'disputeLost':
      return 'bad';
    default:
      return 'plain';
  }
}

const joined = (parts: readonly string[]): string => parts.filter(part => part !== '').join(' · ');
