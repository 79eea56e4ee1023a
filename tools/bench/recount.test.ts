import type { Sample } from './protocol.ts';
import { recount } from './recount.ts';
import { paymentAmount } from './subjects/payment.ts';

const answered = (index: number): Sample => ({ index, latencyMs: 1, kind: 'answered', answer: 'applied' });
const failed = (index: number): Sample => ({ index, latencyMs: 1, kind: 'error', message: '10 ABORTED' });

const account = ({ ledger, counted }: { ledger: number[]; counted: number }) => ({
  paymentIds: new Set(ledger.map(index => `pi_r_${index}`)),
  enrollment: { amountPaid: counted * paymentAmount },
});

test('payments that are in the ledger and once in the balance are neither lost nor doubled', () => {
  const samples = [answered(0), answered(1)];
  expect(recount({ samples, run: 'r', account: account({ ledger: [0, 1], counted: 2 }) })).toEqual({
    lost: 0,
    doubled: 0,
  });
});

test('a payment that was acknowledged and is in no ledger is lost', () => {
  const samples = [answered(0), answered(1)];
  expect(recount({ samples, run: 'r', account: account({ ledger: [0], counted: 1 }) })).toEqual({
    lost: 1,
    doubled: 0,
  });
});

test('a payment that failed and is not there is not lost: its caller knows', () => {
  const samples = [answered(0), failed(1)];
  expect(recount({ samples, run: 'r', account: account({ ledger: [0], counted: 1 }) }).lost).toBe(0);
});

test('a balance above its ledger counts something twice, one below has lost something', () => {
  const samples = [answered(0), answered(1)];
  expect(recount({ samples, run: 'r', account: account({ ledger: [0, 1], counted: 3 }) }).doubled).toBe(1);
  expect(recount({ samples, run: 'r', account: account({ ledger: [0, 1], counted: 1 }) }).lost).toBe(1);
});
