import { runLoad } from './run-load.ts';
import { scenario3 } from './scenarios/scenario3.ts';

runLoad({
  command: {
    npmName: 'load-test:scenario3',
    summary:
      'A school on a busy day: students enroll, pay, study, are examined and drive; staff give money back.',
    defaults: { clients: 150, seconds: 600 },
    clientsAre: 'students at the same time',
  },
  recordName: 'load-scenario-3',
  scenario: scenario3,
});
