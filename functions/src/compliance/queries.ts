import { z } from 'zod';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import type { SessionKey } from './store.ts';

const StaleSession = z.object({ userId: Id, courseId: Id, sessionId: Id });

/** Pages of open sessions that nobody has heard of since before `now`, longest silent first. */
export async function* findStaleSessions({
  now,
  pageSize,
}: {
  now: Date;
  pageSize: number;
}): AsyncGenerator<readonly SessionKey[]> {
  const stale = firestore()
    .collectionGroup('sessions')
    .where('staleAt', '<', now)
    .orderBy('staleAt')
    .select('userId', 'courseId', 'sessionId', 'staleAt')
    .limit(pageSize);
  let page = await stale.get();
  while (!page.empty) {
    yield page.docs.map(document => StaleSession.parse(plainOf(document.data())));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < pageSize) return;
    // Past what failed, too: one session that cannot be closed must not hold up all the others.
    page = await stale.startAfter(last).get();
  }
}
