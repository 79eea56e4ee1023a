import { randomInt } from 'node:crypto';
import net from 'node:net';

/** Everything local listens here only: nothing on the machine's network can reach it. */
export const loopback = '127.0.0.1';

/** Below the range from which operating systems take the ports of outgoing connections. */
const lowest = 10_000;
const highest = 32_000;
const attempts = 50;
const anyPort = 0;

/**
 * A port that nobody listens on at this moment. One that the operating system hands out itself could be taken
 * by an outgoing connection of anybody before it is used; those of this range are not.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(lowest, highest);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`no free port on ${loopback} between ${lowest} and ${highest}`);
}

/** Whether a port can be listened on at this moment. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: loopback, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The wished port of each name where it is free, else another one; `onTaken` hears of each that was not. Who
 * wishes for port 0 gets any.
 * No port is handed out twice.
 */
export async function choosePorts<Name extends string>(input: {
  wished: Readonly<Record<Name, number>>;
  onTaken: (taken: { name: Name; wished: number; chosen: number }) => void;
}): Promise<Record<Name, number>> {
  const chosen: Record<Name, number> = { ...input.wished };
  const used = new Set<number>();
  for (const name in input.wished) {
    const wished = input.wished[name];
    const isFree = wished !== anyPort && !used.has(wished) && (await isPortFree(wished));
    const port = isFree ? wished : await unusedPort(used);
    if (!isFree && wished !== anyPort) input.onTaken({ name, wished, chosen: port });
    used.add(port);
    chosen[name] = port;
  }
  return chosen;
}

async function unusedPort(used: ReadonlySet<number>): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (!used.has(port)) return port;
  }
}

/** A free port for each of the same names. */
export function freePorts<Name extends string>(
  names: Readonly<Record<Name, number>>,
): Promise<Record<Name, number>> {
  const wished: Record<Name, number> = { ...names };
  for (const name in wished) wished[name] = anyPort;
  return choosePorts({ wished, onTaken: () => undefined });
}
