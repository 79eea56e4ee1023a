import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { listenForClock } from './moved-clock.ts';
import { hostedFunctions } from './routes.ts';
import { serve } from './serve.ts';

// One instance of the functions. Started by startFrontDoor with `main.ts FUNCTIONS_DIR PORT`.

const [functionsDir = '', port = '0'] = process.argv.slice(2);
const entry = pathToFileURL(path.join(functionsDir, 'lib', 'index.js')).href;
const exported: object = await import(entry);
await listenForClock({ functionsDir });
serve({ functions: hostedFunctions(exported), port: Number(port) });
