import { onDocumentWritten } from 'firebase-functions/firestore';
import { isOpen } from '../compliance/open-session.ts';
import { SessionState } from '../compliance/schema.ts';
import '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { countSource } from './count-source.ts';

/** Adds a session's seconds to what its student has studied, once it is closed. Its heartbeats read nothing here. */
export const onSessionClosed = onDocumentWritten(
  { document: 'users/{uid}/courses/{courseId}/sessions/{sessionId}', retry: true },
  async ({ data, params }) => {
    const state = SessionState.safeParse(data?.after.get('state'));
    if (state.success && isOpen({ state: state.data })) return;
    const { uid, courseId, sessionId } = params;
    await countSource({
      kind: 'session',
      userId: Id.parse(uid),
      courseId: Id.parse(courseId),
      sessionId: Id.parse(sessionId),
    });
  },
);
