import { runLoad } from './run-load.ts';
import { hundredPayments } from './scenarios/hundred-payments.ts';

runLoad({
  command: {
    npmName: 'load-test',
    summary: 'So many payments to one enrollment at once, each recorded once; then all of them again.',
    defaults: { clients: 100, seconds: 0 },
    clientsAre: 'payments at once',
  },
  recordName: 'load-test',
  scenario: hundredPayments,
});
