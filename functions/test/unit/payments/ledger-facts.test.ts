import { addEffects, noEffect } from '../../../src/enrollments/balance.ts';
import { claimedEntryIdOf, entriesFor, entryIdsToLoad } from '../../../src/payments/ledger-facts.ts';
import type { DisputeStep, MoneyFact } from '../../../src/payments/money-fact.ts';
import { Id } from '../../../src/platform/ids.ts';
import { disputed, paid, refunded } from './facts.ts';

const steps: readonly DisputeStep[] = ['opened', 'fundsWithdrawn', 'fundsReinstated', 'won', 'lost'];

/** The names and the sum of what these facts add to an empty ledger, one after the other. */
function added(...facts: readonly MoneyFact[]) {
  const known = new Set<string>();
  let effect = noEffect;
  for (const fact of facts) {
    for (const entry of entriesFor({ fact, known })) {
      known.add(entry.entryId);
      effect = addEffects(effect, entry.effect);
    }
  }
  return { names: [...known], effect };
}

describe('the entries that a fact adds', () => {
  it('have names that the ledger takes, however long Stripe’s own are', () => {
    const [refundId, disputeId] = [Id.parse('re_'.padEnd(128, 'x')), Id.parse('du_'.padEnd(128, 'x'))];
    const facts = [
      { ...refunded(100, { failed: true }), refundId },
      { ...disputed(100, 'won'), disputeId },
    ];
    const { names } = added(...facts);
    expect(new Set(names).size).toBe(4);
    for (const name of [...names, claimedEntryIdOf(refundId), ...facts.flatMap(entryIdsToLoad)])
      expect(Id.safeParse(name).success).toBe(true);
  });

  it('are named after Stripe’s own objects, so that the same fact has the same name', () => {
    expect(added(paid(100)).names).toEqual(['pi_1']);
    expect(added(refunded(100)).names).toEqual(['re_1']);
    expect(added(refunded(100, { failed: true })).names).toEqual(['re_1', 're_1_failed']);
    expect(added(disputed(100, 'won')).names).toEqual(['du_1_opened', 'du_1_won']);
  });

  it.each([
    [['opened'], { disputed: 100 }],
    [['fundsWithdrawn'], { disputed: 100 }],
    [['opened', 'fundsWithdrawn'], { disputed: 100 }],
    [['fundsReinstated'], {}],
    [['won'], {}],
    [['opened', 'fundsWithdrawn', 'won', 'fundsReinstated'], {}],
    [['fundsReinstated', 'won', 'fundsWithdrawn', 'opened'], {}],
    [['lost'], { refunded: 100 }],
    [['opened', 'lost'], { refunded: 100 }],
    [['lost', 'fundsWithdrawn', 'opened'], { refunded: 100 }],
    // Lost, and given back after all.
    [['opened', 'lost', 'fundsReinstated'], {}],
  ] as const)('a dispute told as %j comes to %j, from the first word on', (told, effect) => {
    const facts = told.map(step => disputed(100, step));
    expect(added(...facts).effect).toEqual({ ...noEffect, ...effect });
  });

  it.each([
    ['opened', 'disputeOpened'],
    ['fundsWithdrawn', 'disputeFundsWithdrawn'],
    ['fundsReinstated', 'disputeFundsReinstated'],
    ['won', 'disputeWon'],
    ['lost', 'disputeLost'],
  ] as const)('a dispute that is %s is told as %s in the ledger', (step, kind) => {
    const entry = entriesFor({ fact: disputed(100, step), known: new Set() }).at(-1);
    expect(entry).toMatchObject({ kind, amount: 100, paymentIntentId: 'pi_1' });
  });

  it('two disputes of one payment are two', () => {
    const both = added(disputed(40, 'opened'), disputed(60, 'lost', { id: 'du_2' }));
    expect(both.effect).toEqual({ ...noEffect, disputed: 40, refunded: 60 });
  });

  it('nothing is decided on an entry that was not loaded', () => {
    const facts = [
      paid(100),
      refunded(100),
      refunded(100, { failed: true }),
      ...steps.map(step => disputed(100, step)),
    ];
    for (const fact of facts) {
      const loaded = new Set(entryIdsToLoad(fact));
      for (const entry of entriesFor({ fact, known: new Set() })) expect(loaded).toContain(entry.entryId);
      expect(loaded).toContain('pi_1');
      // A payment is booked without a look at any claim: that keeps it at three documents.
      if (fact.kind === 'payment') expect([...loaded]).toEqual(['pi_1']);
      else expect(loaded).toContain(claimedEntryIdOf('pi_1'));
    }
  });
});
