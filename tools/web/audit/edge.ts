import { createServer, get, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback } from '../../stack/loopback-server.ts';

type Kept = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Of one connection (RFC 9110, 7.6.1) or of one answer: the page takes the time of day from `date`. */
const notKept: readonly string[] = ['connection', 'keep-alive', 'transfer-encoding', 'date'];

/** As it came, still compressed: to compress it again is what is to be spared. */
function fetchFrom(url: URL): Promise<Kept> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, async response => {
      try {
        const headers = { ...response.headers };
        for (const name of notKept) delete headers[name];
        resolve({ status: response.statusCode ?? 502, headers, body: await buffer(response) });
      } catch (error) {
        reject(error);
      }
    }).on('error', reject);
  });
}

function give({ kept, response }: { kept: Kept; response: ServerResponse }): void {
  response.writeHead(kept.status, { ...kept.headers, 'content-length': kept.body.length });
  response.end(kept.body);
}

/**
 * Gives files the way Firebase's own network does in production: fetched once from where they are hosted, compressed
 * once, kept. The Hosting emulator compresses a file anew for each request, on the same two or four cores as the page
 * that is rated beside it, which cost that page some five points of a hundred.
 *
 * @param origin where the files come from, for example `http://127.0.0.1:5000`
 * @param work is given the address to load pages from; it ends when that is done
 */
export async function withEdge<T>(input: {
  origin: string;
  work: (edge: { url: string }) => Promise<T>;
}): Promise<T> {
  const { origin, work } = input;
  const files = new Map<string, Promise<Kept>>();
  const kept = (path: string): Promise<Kept> => {
    const file = files.get(path) ?? fetchFrom(new URL(path, origin));
    files.set(path, file);
    return file;
  };
  const server = createServer((request, response) => {
    kept(request.url ?? '/').then(
      file => give({ kept: file, response }),
      (error: unknown) => {
        files.delete(request.url ?? '/');
        response.writeHead(502).end(String(error));
      },
    );
  });
  const { url, stop } = await listenOnLoopback(server);
  try {
    return await work({ url });
  } finally {
    await stop();
  }
}
