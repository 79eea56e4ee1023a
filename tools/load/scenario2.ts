import { runLoad } from './run-load.ts';
import { scenario2 } from './scenarios/scenario2.ts';

runLoad({
  command: {
    npmName: 'load-test:scenario2',
    summary: 'High throughput: many students study, answer quizzes and pay, each on their own documents.',
    defaults: { clients: 300, seconds: 300 },
    clientsAre: 'students',
  },
  recordName: 'load-scenario-2',
  scenario: scenario2,
});
