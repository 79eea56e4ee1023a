import type { Server } from 'node:http';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { hostedFunctions, parseRoute } from '../../../../tools/host/routes.ts';
import * as deployed from '../../../src/index.ts';

/** All functions over real HTTP in this process, as Cloud Run hosts them. Resolves with `http://127.0.0.1:PORT`. */
export async function startHost(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const functions = hostedFunctions(deployed);
  http('payments', async (request, response) => {
    const route = parseRoute({ url: request.url, isName: name => functions.has(name) });
    request.url = route?.url ?? request.url;
    await functions.get(route?.name ?? '')?.(request, response);
  });
  const server = getTestServer('payments');
  const port = await listen(server);
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
}
