import { connect, createServer, type Socket } from 'node:net';

export interface TcpRelay {
  readonly host: string;
  /** Cuts every connection that is open; new ones are welcome. */
  readonly cut: () => void;
  readonly stop: () => Promise<void>;
}

/** Hands bytes through to `upstream`, until somebody cuts the line. */
export async function startTcpRelay({ upstream }: { upstream: string }): Promise<TcpRelay> {
  const [host, port] = upstream.split(':');
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const onward = connect({ host: host ?? '', port: Number(port) });
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        onward.destroy();
      });
    }
    client.pipe(onward).pipe(client);
  });
  const listening = await new Promise<number>(resolve => {
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    host: `127.0.0.1:${listening}`,
    cut,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        cut();
      }),
  };
}
