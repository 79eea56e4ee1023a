import { serve } from '../../host/serve.ts';
import { peerFunctions } from './units.ts';

// One instance of the way compared with. Started by startFrontDoor with `main.ts FUNCTIONS_DIR PORT`.

const [, port = '0'] = process.argv.slice(2);
serve({ functions: peerFunctions, port: Number(port) });
