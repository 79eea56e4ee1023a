import http from 'node:http';

/** A request as it goes over the wire: nothing is added that is not said, but length and host. */
export interface Sending {
  readonly method?: string;
  /** `/enroll`, as it is, however strange. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export type Received =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly text: string;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'silence'; readonly problem: string };

/** A function lives for a minute; what has not answered by then hangs. */
const ANSWER_WITHIN_MS = 60_000;

/** Sends to one instance over connections that are kept. */
export class Sender {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #port: number;

  constructor({ url }: { readonly url: string }) {
    this.#port = Number(new URL(url).port);
  }

  send({ method = 'POST', path, headers = {}, body = '' }: Sending): Promise<Received> {
    const startedAt = performance.now();
    const content = Buffer.from(body);
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
    );
    return new Promise(resolve => {
      const request = http.request(
        {
          host: '127.0.0.1',
          port: this.#port,
          path,
          method,
          agent: this.#agent,
          timeout: ANSWER_WITHIN_MS,
          headers: { 'content-length': content.length, ...sent },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', error => resolve({ kind: 'silence', problem: error.message }));
          response.on('end', () =>
            resolve({
              kind: 'answer',
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString('utf8'),
              elapsedMs: performance.now() - startedAt,
            }),
          );
        },
      );
      request.on('timeout', () => request.destroy(new Error('no answer in a minute')));
      request.on('error', error => resolve({ kind: 'silence', problem: error.message }));
      request.end(content);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
