import { type Damage, emulator, unit } from '../damage.ts';

/** What keeps a balance true. */
export const moneyDamages: readonly Damage[] = [
  {
    name: 'webhook-receipt-dropped',
    harm: 'Stripe delivers an event three times, and what it did is decided anew each time.',
    edits: [
      {
        file: 'functions/src/payments/book-money.ts',
        find: "    receipt: event === undefined ? 'state' : eventReceipt(event),",
        replace: "    receipt: 'state',",
      },
    ],
    catchers: [emulator('payments/delivered-anyhow')],
  },
  {
    name: 'payment-booked-per-event',
    harm: 'Two event types tell of one payment, and both of them are added to the balance.',
    edits: [
      {
        file: 'functions/src/payments/ledger-facts.ts',
        find: '  if (known.has(paymentIntentId)) return [];\n',
        replace: '',
      },
    ],
    catchers: [unit('payments/')],
  },
  {
    name: 'webhook-acknowledged-unstored',
    harm: 'Stripe is told «received» while nothing was stored: the payment never arrives.',
    edits: [
      {
        file: 'functions/src/payments/stripe-webhook.ts',
        find: "return problem(503, 'The event could not be stored. Please deliver it again.');",
        replace: 'return { status: 200, body: { received: true } };',
      },
    ],
    catchers: [emulator('payments/firestore-failures')],
  },
  {
    name: 'webhook-signature-not-checked',
    harm: 'Anybody posts a payment of any amount.',
    edits: [
      {
        file: 'functions/src/payments/stripe-webhook.ts',
        find: '  if (!isSignedByStripe({ stripe, payload, header, secret: stripeWebhookSecret.value() })) {',
        replace:
          '  if (!isSignedByStripe({ stripe, payload, header, secret: stripeWebhookSecret.value() }) && !header) {',
      },
    ],
    catchers: [emulator('endpoints/stripe-webhook')],
  },
  {
    name: 'client-amount-believed',
    harm: 'The browser names the price.',
    edits: [
      {
        file: 'functions/src/payments/payment-reservation.ts',
        find: '  return wish.amount <= enrollment.amountDue\n',
        replace: '  return wish.amount > 0\n',
      },
    ],
    catchers: [unit('payments/payment-reservation')],
  },
  {
    name: 'every-tab-its-own-payment',
    harm: 'Two tabs pay the rest, and it is paid twice.',
    edits: [
      {
        file: 'functions/src/payments/payment-reservation.ts',
        find: 'open?.amount === amount && !isDead ? open :',
        replace: 'open?.amount === -1 ? open :',
      },
    ],
    catchers: [unit('payments/payment-reservation'), emulator('payments/two-tabs')],
  },
  {
    name: 'refund-beyond-what-was-paid',
    harm: 'More goes back to a card than ever came.',
    edits: [
      {
        file: 'functions/src/payments/refundable.ts',
        find: 'amount > payment.amount || amount > netPaidOf(enrollment)',
        replace: 'amount > payment.amount && amount > netPaidOf(enrollment)',
      },
    ],
    catchers: [unit('payments/refundable')],
  },
  {
    name: 'late-state-wins',
    harm: 'A «processing» that comes after «succeeded» makes a paid tuition look open.',
    edits: [
      {
        file: 'functions/src/payments/payment-state.ts',
        find: "  if (payment.state === 'SUCCEEDED') return undefined;\n",
        replace: '',
      },
    ],
    catchers: [unit('payments/payment-state')],
  },
  {
    name: 'other-currency-added',
    harm: 'Yen are added to dollars.',
    edits: [
      {
        file: 'functions/src/payments/update-enrollment-after-payment.ts',
        find: "  if (fact.currency !== input.currency) return 'CURRENCY_MISMATCH';\n",
        replace: '',
      },
    ],
    catchers: [unit('payments/')],
  },
  {
    name: 'unsound-balance-kept',
    harm: 'A balance below zero is stored, and every figure after it is wrong.',
    edits: [
      {
        file: 'functions/src/payments/update-enrollment-after-payment.ts',
        find: "  if (entries.length > 0 && !isSound(after)) return refuse('BALANCE_UNSOUND');\n",
        replace: '',
      },
    ],
    catchers: [unit('payments/')],
  },
];
