import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { listenOnLoopback } from '../stack/loopback-server.ts';
import type { Stack } from '../stack/stack.ts';

const Move = z.strictObject({ byMs: z.number() });

export type StackControl = { url: string; stop: () => Promise<void> };

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Lets tests, which run in other processes, move the functions' clock: `POST /move-clock {"byMs": 60000}`. */
export async function startStackControl(stack: Pick<Stack, 'moveClock'>): Promise<StackControl> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST' || request.url !== '/move-clock') return response.writeHead(404).end();
    await stack.moveClock(Move.parse(await bodyOf(request)));
    return response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  return listenOnLoopback(server);
}
