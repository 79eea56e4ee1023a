import type { World } from '../world.ts';
import { browserWritesItsBalance } from './browser-writes.ts';
import { certificate, complianceRecord, examFailed, examPassed, statistics } from './graduating.ts';
import { disputeOpenedAndWon, partialRefund } from './money-back.ts';
import { depositByCheckout, enroll, everythingThreeTimes, twoTabsPayTheRest } from './paying.ts';
import { moneyOfNobody, paidTwice, rushForSeats, seatGivenBack } from './seats-and-suspense.ts';
import { firstDay, missedCheck, paysTheRestAgain, registersAnswers, remainingDays } from './studying.ts';
import { thousandPayments } from './thousand-payments.ts';

type Step = {
  readonly step: string;
  /** Plays it and says in a sentence what happened; rejects when it went otherwise. */
  readonly play: (world: World) => Promise<string>;
};

/** The story, in order. The thousand payments come late: the Functions emulator needs a while for their triggers. */
export const steps: readonly Step[] = [
  { step: 'enroll', play: enroll },
  { step: 'deposit by checkout', play: depositByCheckout },
  { step: 'two tabs pay the rest', play: twoTabsPayTheRest },
  { step: 'everything three times', play: everythingThreeTimes },
  { step: 'rush for the last seats', play: rushForSeats },
  { step: 'a seat given back', play: seatGivenBack },
  { step: 'paid twice', play: paidTwice },
  { step: 'money of nobody', play: moneyOfNobody },
  { step: '1,000 payments at once', play: thousandPayments },
  { step: 'partial refund', play: partialRefund },
  { step: 'dispute opened and won', play: disputeOpenedAndWon },
  { step: 'browser writes balance', play: browserWritesItsBalance },
  { step: 'paid in full again', play: paysTheRestAgain },
  { step: 'personal questions', play: registersAnswers },
  { step: 'a day of study', play: firstDay },
  { step: 'a missed check', play: missedCheck },
  { step: 'the days that remain', play: remainingDays },
  { step: 'an exam failed', play: examFailed },
  { step: 'an exam passed', play: examPassed },
  { step: 'a certificate', play: certificate },
  { step: 'a compliance record', play: complianceRecord },
  { step: 'statistics', play: statistics },
];
