import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { loopback } from '../../stack/ports.ts';
import type { TokenIssuer } from './tokens.ts';

/** Hosts that it stands in for. */
export const googleHosts = [
  'www.googleapis.com',
  'firebaseappcheck.googleapis.com',
  'identitytoolkit.googleapis.com',
] as const;

export interface GoogleDouble {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** By id, or by address: those are nobody's. */
const Lookup = z.object({ localId: z.array(z.string()).default([]) });

/** As much of Google as verifying a token and asking for an account takes; everybody has an account. */
function answerTo({ issuer, path, body }: { issuer: TokenIssuer; path: string; body: string }): unknown {
  const { idKey, appKey } = issuer;
  if (path.startsWith('/robot/v1/metadata/x509/')) return { [idKey.keyId]: idKey.publicPem };
  if (path.startsWith('/v1/jwks'))
    return {
      keys: [{ ...appKey.publicKey.export({ format: 'jwk' }), kid: appKey.keyId, use: 'sig', alg: 'RS256' }],
    };
  if (path.endsWith('/accounts:lookup')) {
    const { localId } = Lookup.parse(JSON.parse(body));
    return { users: localId.map(uid => ({ localId: uid, validSince: '0' })) };
  }
  // The metadata server of a Cloud Run instance: whose credentials the functions' clients use.
  if (path.includes('/service-accounts/default/token'))
    return { access_token: 'token-of-the-metadata-double', expires_in: 3_600, token_type: 'Bearer' };
  return undefined;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function serve({
  issuer,
  request,
  response,
}: {
  issuer: TokenIssuer;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  const answer = answerTo({ issuer, path: request.url ?? '/', body: await textOf(request) });
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'public, max-age=20000',
    'metadata-flavor': 'Google',
  };
  response.writeHead(answer === undefined ? 404 : 200, headers).end(JSON.stringify(answer ?? {}));
}

export async function startGoogleDouble({ issuer }: { issuer: TokenIssuer }): Promise<GoogleDouble> {
  const server = createServer((request, response) => {
    serve({ issuer, request, response }).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: loopback, port: 0 }, resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: address.port, stop };
}
