import { runLoad } from './run-load.ts';
import { scenario1 } from './scenarios/scenario1.ts';

runLoad({
  command: {
    npmName: 'load-test:scenario1',
    summary:
      'High contention: clients reserve, release and consume units of one authorization, beside runTransaction.',
    defaults: { clients: 100, seconds: 60, pauseMs: 500 },
    clientsAre: 'clients at the one authorization',
  },
  recordName: 'load-scenario-1',
  scenario: scenario1,
});
