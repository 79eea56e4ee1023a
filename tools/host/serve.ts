import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { type HostedFunction, parseRoute } from './routes.ts';

const loopback = '127.0.0.1';
/** A thousand clients may connect at the same moment; past the backlog the kernel makes them wait a second. */
const backlog = 4_096;
/** Longer than any client keeps an idle connection: else a request may meet one that is just being closed. */
const keepAliveTimeoutMs = 620_000;
const target = 'seatbelt';

/**
 * Serves functions as Cloud Run does: many requests at once in this one process. Reports its port to the process that
 * started it when it listens, and ends when asked to.
 */
export function serve(input: { functions: ReadonlyMap<string, HostedFunction>; port: number }): void {
  const { functions, port } = input;
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
  server.listen({ host: loopback, port, backlog }, () => {
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
}
