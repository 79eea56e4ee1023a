import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { listenOnLoopback } from '../../stack/loopback-server.ts';
import { withEdge } from './edge.ts';

/** Runs `work` with an edge before a host that answers as told. */
async function beforeHost(answer: RequestListener, work: (edge: { url: string }) => Promise<void>) {
  const host = await listenOnLoopback(createServer(answer));
  try {
    await withEdge({ origin: host.url, work });
  } finally {
    await host.stop();
  }
}

test('a file is fetched and compressed once, and given as it came', async () => {
  const asked: (string | undefined)[] = [];
  await beforeHost(
    ({ url }, response) => {
      asked.push(url);
      response.setHeader('content-encoding', 'gzip');
      response.setHeader('content-security-policy', "default-src 'none'");
      response.setHeader('date', 'Tue, 01 Jan 2030 00:00:00 GMT');
      response.end(gzipSync(`the file ${url}`));
    },
    async ({ url }) => {
      const answers = await Promise.all([fetch(`${url}/a.js`), fetch(`${url}/a.js`), fetch(`${url}/b.js?c`)]);
      expect(await Promise.all(answers.map(each => each.text()))).toEqual([
        'the file /a.js',
        'the file /a.js',
        'the file /b.js?c',
      ]);
      for (const { headers } of answers) {
        expect(headers.get('content-security-policy')).toBe("default-src 'none'");
        expect(headers.get('date')).not.toContain('2030');
      }
    },
  );
  expect(asked.toSorted()).toEqual(['/a.js', '/b.js?c']);
});

test('what is not there is not there from the edge either', async () => {
  await beforeHost(
    (_request, response) => void response.writeHead(404).end('none'),
    async ({ url }) => {
      const answer = await fetch(`${url}/none`);
      expect([answer.status, await answer.text()]).toEqual([404, 'none']);
    },
  );
});

test('a host that breaks off is told, and asked again the next time', async () => {
  let isBroken = true;
  await beforeHost(
    (request, response) => void (isBroken ? request.socket.destroy() : response.end('there again')),
    async ({ url }) => {
      expect((await fetch(`${url}/a.js`)).status).toBe(502);
      isBroken = false;
      expect(await (await fetch(`${url}/a.js`)).text()).toBe('there again');
    },
  );
});
