import { paidIntent, refusal, useDouble } from './support.ts';

describe('disputes', () => {
  const setup = useDouble();
  const disputed = async (opening: { amount?: number; kind?: 'inquiry' } = {}) => {
    const { stripe, double } = setup();
    const intent = await paidIntent(stripe);
    const dispute = await double.control.createDispute({ paymentIntentId: intent.id, ...opening });
    return { intent, dispute };
  };
  const disputeEvents = async () => {
    const { double, receiver } = setup();
    await double.control.flush();
    return receiver
      .types()
      .filter(type => type.startsWith('charge.dispute.'))
      .map(type => type.replace('charge.dispute.', ''))
      .sort();
  };

  test('a dispute withdraws the money and marks the charge', async () => {
    const { stripe } = setup();
    const { intent, dispute } = await disputed({ amount: 2000 });
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      amount: 2000,
      status: 'needs_response',
      payment_intent: intent.id,
      charge: intent.latest_charge,
      balance_transactions: [{ amount: -2000, reporting_category: 'dispute' }],
    });
    expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({ disputed: true });
    expect((await stripe.disputes.list({ payment_intent: intent.id })).data).toHaveLength(1);
    expect(await disputeEvents()).toEqual(['created', 'funds_withdrawn']);
  });

  test('a dispute that is won gives the money back', async () => {
    const { stripe, double } = setup();
    const { dispute } = await disputed();
    await stripe.disputes.update(dispute.id, { evidence: { customer_name: 'A. Student' } });
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: 'under_review',
      evidence: { customer_name: 'A. Student' },
      evidence_details: { has_evidence: true, submission_count: 1 },
    });
    const won = await double.control.closeDispute({ disputeId: dispute.id, outcome: 'won' });
    expect(won.balance_transactions.map(({ amount }) => amount)).toEqual([-4950, 4950]);
    expect(await disputeEvents()).toEqual([
      'closed',
      'created',
      'funds_reinstated',
      'funds_withdrawn',
      'updated',
    ]);
  });

  test('a dispute that is lost, or given in to, keeps the money away', async () => {
    const { stripe, double } = setup();
    const lost = await disputed();
    await double.control.closeDispute({ disputeId: lost.dispute.id, outcome: 'lost' });
    const givenIn = await disputed();
    expect(await stripe.disputes.close(givenIn.dispute.id)).toMatchObject({ status: 'lost' });
    expect(await disputeEvents()).not.toContain('funds_reinstated');
  });

  test('an inquiry moves no money and closes as a warning', async () => {
    const { double } = setup();
    const { dispute } = await disputed({ kind: 'inquiry' });
    expect(dispute).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] });
    await expect(double.control.closeDispute({ disputeId: dispute.id, outcome: 'won' })).rejects.toThrow(
      /cannot close/,
    );
    await double.control.closeDispute({ disputeId: dispute.id, outcome: 'warning_closed' });
    expect(await disputeEvents()).toEqual(['closed', 'created']);
  });

  test('a closed dispute stays closed', async () => {
    const { stripe, double } = setup();
    const { dispute } = await disputed();
    await double.control.closeDispute({ disputeId: dispute.id, outcome: 'lost' });
    await expect(double.control.closeDispute({ disputeId: dispute.id, outcome: 'won' })).rejects.toThrow(
      /closed/,
    );
    const evidence = stripe.disputes.update(dispute.id, { evidence: { customer_name: 'late' } });
    expect(await refusal(evidence)).toMatchObject({ statusCode: 400 });
  });

  test.each([0, 4951])('a dispute of %i on a charge of 4950 is refused', async amount => {
    const { stripe, double } = setup();
    const { id } = await paidIntent(stripe);
    await expect(double.control.createDispute({ paymentIntentId: id, amount })).rejects.toThrow(/1 to 4950/);
  });

  test('what has not been paid cannot be disputed', async () => {
    const { stripe, double } = setup();
    const { id } = await stripe.paymentIntents.create({ amount: 4950, currency: 'usd' });
    await expect(double.control.createDispute({ paymentIntentId: id })).rejects.toThrow(/no paid charge/);
  });
});
