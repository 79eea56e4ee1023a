import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { loadDeployed } from './deployed.ts';
import { listenForClock } from './moved-clock.ts';
import { hostedFunctions, parseRoute } from './routes.ts';

// One instance of the functions, as Cloud Run runs it: many requests at once in one process. Started by
// startFrontDoor with `main.ts FUNCTIONS_DIR PORT`; reports its port when it listens.

const loopback = '127.0.0.1';
/** A thousand clients may connect at the same moment; past the backlog the kernel makes them wait a second. */
const backlog = 4_096;
/** Longer than any client keeps an idle connection: else a request may meet one that is just being closed. */
const keepAliveTimeoutMs = 620_000;

const [functionsDir = '', port = '0'] = process.argv.slice(2);
const functions = hostedFunctions(await loadDeployed({ functionsDir }));
const target = 'seatbelt';
await listenForClock({ functionsDir });

http(target, async (request, response) => {
  const route = parseRoute({ url: request.url, isName: name => functions.has(name) });
  const hosted = route === undefined ? undefined : functions.get(route.name);
  if (route === undefined || hosted === undefined) {
    const message = `no function at ${request.path}; there are: ${[...functions.keys()].sort().join(', ')}`;
    response.status(404).json({ error: { status: 'NOT_FOUND', message } });
    return;
  }
  request.url = route.url;
  await hosted(request, response);
});

// The framework's own command listens on every network interface; its server is the same.
const server = getTestServer(target);
server.setTimeout(0);
server.keepAliveTimeout = keepAliveTimeoutMs;
server.listen({ host: loopback, port: Number(port), backlog }, () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});

server.on('error', error => {
  console.error(error.message);
  process.exit(1);
});

// Requests under way are answered, as Cloud Run lets them.
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
