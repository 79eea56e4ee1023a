import net from 'node:net';
import { choosePorts, freePort, freePorts, isPortFree, loopback } from './ports.ts';

function listen(port: number): Promise<net.Server> {
  return new Promise(resolve => {
    const server = net.createServer().listen(port, loopback, () => resolve(server));
  });
}

test('a port that is listened on is not free', async () => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  const server = await listen(port);
  expect(await isPortFree(port)).toBe(false);
  await new Promise(resolve => server.close(resolve));
});

test('wished ports are kept; a taken one is replaced and reported', async () => {
  const wished = { auth: await freePort(), firestore: await freePort() };
  const server = await listen(wished.firestore);
  const taken: string[] = [];
  const ports = await choosePorts({ wished, onTaken: ({ name }) => taken.push(name) });
  await new Promise(resolve => server.close(resolve));

  expect(ports.auth).toBe(wished.auth);
  expect(ports.firestore).not.toBe(wished.firestore);
  expect(taken).toEqual(['firestore']);
});

test('two services that wish for the same port get two', async () => {
  const port = await freePort();
  const ports = await choosePorts({ wished: { a: port, b: port }, onTaken: () => undefined });
  expect(ports.a).not.toBe(ports.b);
});

test('asked for free ports, each service gets one of its own', async () => {
  const ports = await freePorts({ auth: 9099, firestore: 9099, functions: 9099 });
  const chosen = Object.values(ports);
  expect(new Set(chosen).size).toBe(3);
  expect(Math.min(...chosen)).toBeGreaterThan(0);
});
