import { loadDeployed } from './deployed.ts';
import { listenForClock } from './moved-clock.ts';
import { hostedFunctions } from './routes.ts';
import { serve } from './serve.ts';

// One instance of the functions, as Cloud Run runs it: many requests at once in one process. Started by
// startFrontDoor with `main.ts FUNCTIONS_DIR PORT`; reports its port when it listens.

const [functionsDir = '', port = '0'] = process.argv.slice(2);
const functions = hostedFunctions(await loadDeployed({ functionsDir }));
await listenForClock({ functionsDir });
serve({ functions, port: Number(port) });
