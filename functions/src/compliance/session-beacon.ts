import { onRequest, type Request } from 'firebase-functions/https';
import { lanes, readDocument, untilFresh } from '../commit/index.ts';
import '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { type BeaconToken, isSecretOf, MAX_TOKEN_LENGTH, parseBeaconToken } from './beacon-token.ts';
import { closeCommand } from './close-command.ts';
import type { Ending } from './closing.ts';
import { closingPlaceOf } from './closing-documents.ts';
import { isOpen } from './open-session.ts';
import type { Session } from './schema.ts';
import { sessionDoc } from './store.ts';

const TRIES = 6;

/**
 * What a page says with `navigator.sendBeacon` when it goes away: the beacon token as plain text. It ends that one
 * session as of its last heartbeat: nobody is signed in, so nothing is credited. 204 for whatever looks like a
 * token, true or not; 400, 405, 413 otherwise.
 */
export const sessionBeacon = onRequest({ invoker: 'public' }, async (request, response) => {
  const status = await answerBeacon(request);
  if (status === 405) response.setHeader('Allow', 'POST');
  response.status(status).end();
});

async function answerBeacon(request: Request): Promise<number> {
  if (request.method !== 'POST') return 405;
  const rawBody = request.rawBody ?? Buffer.alloc(0);
  if (rawBody.length > MAX_TOKEN_LENGTH) return 413;
  const token = parseBeaconToken(rawBody.toString('utf8'));
  if (token === undefined) return 400;
  try {
    await closeByBeacon(token);
  } catch (error) {
    // The page is gone and hears no answer; the sweep ends the session alike.
    log.error('sessionBeacon', error);
  }
  return 204;
}

export async function closeByBeacon({ key, secret }: BeaconToken): Promise<void> {
  await untilFresh({
    tries: TRIES,
    work: async () => {
      const session = await readDocument(sessionDoc(key));
      if (session === undefined || endingBy({ session, secret }) === undefined) return;
      const place = closingPlaceOf({ session });
      const endingOf = (stored: Session) => endingBy({ session: stored, secret });
      await lanes().submit(closeCommand({ operation: 'sessionBeacon', place, endingOf }));
    },
  });
}

/** Undefined for a secret that is not this session's, or is spent. */
function endingBy({ session, secret }: { session: Session; secret: string }): Ending | undefined {
  if (!isSecretOf(session.beaconTokenHash, secret) || !isOpen(session)) return undefined;
  return { state: 'TERMINATED', endReason: 'beacon', endedAt: session.lastAcceptedAt };
}
